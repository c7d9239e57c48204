import "server-only";
import * as z from "zod";
import type { Member } from "@/lib/authz/actor";
import { whyNotAttach, whyNotSupersede, whyNotWithdraw } from "@/lib/evidence/policy";
import { suggestionOfProfile } from "@/lib/evidence/rules/recognise-profile";
import {
  downloadTarget,
  type EvidenceSuggestion,
  type EvidenceView,
  evidenceDetail,
  evidenceGetInput,
  evidenceListInput,
  evidencePage,
  evidenceSuggestion,
  fileInput,
  metricListInput,
  metricPage,
  uploadTarget,
  uploadTargetInput,
} from "@/lib/evidence/schema";
import {
  type EvidenceRow,
  findEvidence,
  listEvidenceRows,
  listRevisions,
} from "@/lib/evidence/store/evidence-page";
import { projectIdOfEvidence } from "@/lib/evidence/store/evidence-rows";
import { findFile, projectIdOfFile, type StoredFileRow } from "@/lib/evidence/store/files";
import { listMetricRows } from "@/lib/evidence/store/metrics";
import { profileOf } from "@/lib/evidence/store/substance";
import { defineQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import type { EvidenceId, UserId } from "@/lib/kernel/ids";
import { cutPage, decodeCursor } from "@/lib/kernel/page-cursor";
import type { ReadDb } from "@/lib/platform/db";
import { FILE_MAX_BYTES } from "@/lib/platform/file-store";

const byInstant = z.tuple([z.iso.datetime(), z.uuid()]);

export const listEvidence = defineQuery({
  name: "evidence.list",
  permission: "evidence:read",
  input: evidenceListInput,
  output: evidencePage,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/evidence",
    summary: "Evidence of a project, the newest first",
  },
  scope: ({ input: { projectId } }) => Promise.resolve({ kind: "project", projectId }),

  async fetch({ db, access, input }) {
    const { projectId, stageId, taskId, outputId, kind, standing, limit } = input;
    const cursor = decodeCursor(byInstant, input.cursor);
    const rows = await listEvidenceRows(db, {
      projectId,
      stageId: stageId ?? null,
      taskId: taskId ?? null,
      outputId: outputId ?? null,
      kind: kind ?? null,
      standing,
      before: cursor === null ? null : { receivedAt: new Date(cursor[0]), id: cursor[1] },
      limit,
    });
    const page = cutPage(rows, limit, (row) => [row.receivedAt.toISOString(), row.id]);
    return {
      nextCursor: page.nextCursor,
      rows: page.rows.map((row) => viewOf(row, access.member)),
      whyNotAttach: whyNotAttach(access.member),
    };
  },
});

export const getEvidence = defineQuery({
  name: "evidence.get",
  permission: "evidence:read",
  input: evidenceGetInput,
  output: evidenceDetail,
  operation: {
    method: "GET",
    path: "/evidence/{evidenceId}",
    summary: "A piece of evidence with its revisions",
  },
  async scope({ db, input }) {
    const projectId = await projectIdOfEvidence(db, input.evidenceId);
    return projectId === null ? null : { kind: "project", projectId };
  },

  async fetch({ db, access, input }) {
    const row = await findEvidence(db, input.evidenceId);
    if (row === null) {
      throw new AppError("not_found", "This evidence does not exist any more.");
    }
    const revisions = await listRevisions(db, input.evidenceId);
    return {
      ...viewOf(row, access.member),
      projectId: access.projectId,
      data: row.data,
      revisions: revisions.map((each) => ({
        ...each,
        id: each.id as EvidenceId,
        receivedAt: each.receivedAt.toISOString(),
      })),
    };
  },
});

export const listMetrics = defineQuery({
  name: "metric.list",
  permission: "evidence:read",
  input: metricListInput,
  output: metricPage,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/metrics",
    summary: "Measured values of a project, the newest first",
  },
  scope: ({ input: { projectId } }) => Promise.resolve({ kind: "project", projectId }),

  async fetch({ db, access, input }) {
    const { projectId, name, slice, limit } = input;
    const cursor = decodeCursor(byInstant, input.cursor);
    const rows = await listMetricRows(db, {
      projectId,
      name: name ?? null,
      slice: slice ?? null,
      before: cursor === null ? null : { measuredAt: new Date(cursor[0]), id: cursor[1] },
      limit,
    });
    const page = cutPage(rows, limit, (row) => [row.measuredAt.toISOString(), row.id]);
    return {
      nextCursor: page.nextCursor,
      rows: page.rows.map(({ addedById, addedBy, ...row }) => ({
        ...row,
        evidenceId: row.evidenceId as EvidenceId | null,
        measuredAt: row.measuredAt.toISOString(),
        addedBy: { id: addedById as UserId, name: addedBy },
      })),
      whyNotAttach: whyNotAttach(access.member),
    };
  },
});

/** Tells the route that serves bytes which bytes, once the reader has shown they may read them. */
export const getDownloadTarget = defineQuery({
  name: "file.download-target",
  permission: "evidence:read",
  input: fileInput,
  output: downloadTarget,
  operation: { method: "GET", path: "/files/{fileId}", summary: "Name, kind and hash of a file" },
  scope: ({ db, input }) => scopeOfFile(db, input.fileId),

  async fetch({ db, access, input }) {
    const { projectId } = access;
    const { sha256, mediaType, fileName, bytes } = await fileOf(db, { ...input, projectId });
    return { projectId, sha256, mediaType, fileName, bytes };
  },
});

/** Asked before the first byte is taken in: who may not attach is told so without an upload. */
export const getUploadTarget = defineQuery({
  name: "file.upload-target",
  permission: "evidence:write",
  input: uploadTargetInput,
  output: uploadTarget,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/upload-target",
    summary: "Whether you may upload into a project, and how large a file may be",
  },
  scope: ({ input: { projectId } }) => Promise.resolve({ kind: "project", projectId }),

  fetch({ access: { projectId } }) {
    return Promise.resolve({ projectId, maxBytes: FILE_MAX_BYTES });
  },
});

export const suggestEvidence = defineQuery({
  name: "file.suggest-evidence",
  permission: "evidence:read",
  input: fileInput,
  output: evidenceSuggestion,
  operation: {
    method: "GET",
    path: "/files/{fileId}/suggestion",
    summary: "Kind, title and note that a file suggests for the evidence it becomes",
  },
  scope: ({ db, input }) => scopeOfFile(db, input.fileId),

  async fetch({ db, access, input }): Promise<EvidenceSuggestion> {
    const file = await fileOf(db, { ...input, projectId: access.projectId });
    const figures = await profileOf(file);
    return figures === null
      ? { kind: "file", title: file.fileName.slice(0, 200), note: "", profile: null }
      : suggestionOfProfile(figures);
  },
});

async function scopeOfFile(db: ReadDb, fileId: string) {
  const projectId = await projectIdOfFile(db, fileId);
  return projectId === null ? null : { kind: "project" as const, projectId };
}

async function fileOf(
  db: ReadDb,
  at: { fileId: string; projectId: string },
): Promise<StoredFileRow> {
  const file = await findFile(db, at);
  if (file === null) {
    throw new AppError("not_found", "This file does not exist any more.");
  }
  return file;
}

function viewOf(row: EvidenceRow, member: Member): EvidenceView {
  const { kind, title, note, url, file, sha256, stage, task, output, profile } = row;
  const { effectiveOn, validUntil, revision, status, withdrawReason } = row;
  return {
    ...{ kind, title, note, url, file, sha256, stage, task, output, profile },
    ...{ effectiveOn, validUntil, revision, status, withdrawReason },
    id: row.id as EvidenceId,
    receivedAt: row.receivedAt.toISOString(),
    addedBy: { id: row.addedById as UserId, name: row.addedBy },
    whyNotSupersede: whyNotSupersede(member, row),
    whyNotWithdraw: whyNotWithdraw(member, row),
  };
}
