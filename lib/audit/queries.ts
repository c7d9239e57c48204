import "server-only";
import * as z from "zod";
import { loadAuditDays } from "@/lib/audit/days";
import { loadEntryDetail } from "@/lib/audit/entry-detail";
import { entryViewOf } from "@/lib/audit/entry-view";
import { auditEvent } from "@/lib/audit/events";
import { loadProjectThen } from "@/lib/audit/project-then";
import {
  auditDaysInput,
  auditDaysView,
  auditEntryDetailView,
  auditEntryInput,
  auditFiltersInput,
  auditFiltersView,
  auditPageView,
  listAuditInput,
  listProjectAuditInput,
  projectAtTimeInput,
  projectAtTimeView,
} from "@/lib/audit/schema";
import { type AuditFilter, ledgerSize, listAuditRows, listTrailPlaces } from "@/lib/audit/store";
import { defineQuery } from "@/lib/execution/query";
import { projectId } from "@/lib/kernel/ids";
import { cutPage, decodeCursor } from "@/lib/kernel/page-cursor";
import type { ReadDb } from "@/lib/platform/db";

const NOTHING = "00000000-0000-0000-0000-000000000000";

const cursorParts = z.tuple([z.number().int()]);

export const listAudit = defineQuery({
  name: "audit.list",
  permission: "audit:read-workspace",
  input: listAuditInput,
  output: auditPageView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/audit",
    summary: "The trail of the workspace, newest first",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  fetch: ({ db, access, input }) => {
    const { cursor, limit, ...filter } = input;
    return pageOfTrail(db, { ...filter, ...at(cursor, limit), workspaceId: access.workspaceId });
  },
});

export const getAuditDays = defineQuery({
  name: "audit.days",
  permission: "audit:read-workspace",
  input: auditDaysInput,
  output: auditDaysView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/audit/days",
    summary: "How many entries were recorded by day, and where heads were signed",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  fetch: ({ db, access, input }) =>
    loadAuditDays(db, { ...input, workspaceId: access.workspaceId }),
});

export const getAuditEntry = defineQuery({
  name: "audit.entry",
  permission: "audit:read-workspace",
  input: auditEntryInput,
  output: auditEntryDetailView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/ledger/entries/{index}",
    summary: "One entry with its record, its proof and the head that covers it",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  fetch({ db, access, input }) {
    const { index, ...filter } = input;
    return loadEntryDetail(db, index, { ...filter, workspaceId: access.workspaceId });
  },
});

export const getAuditFilters = defineQuery({
  name: "audit.filters",
  permission: "audit:read-workspace",
  input: auditFiltersInput,
  output: auditFiltersView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/audit/filters",
    summary: "People, projects and kinds the trail can be narrowed to",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async fetch({ db, access, input }) {
    const { text, actorId = NOTHING, projectId = NOTHING } = input;
    const { workspaceId } = access;
    const places = await listTrailPlaces(db, { workspaceId, text, actorId, projectId });
    const kinds = auditEvent.options.map(({ shape }) => shape.type.value.split(".")[0] ?? "");
    return { ...places, kinds: [...new Set(kinds)] };
  },
});

export const listProjectAudit = defineQuery({
  name: "audit.list-project",
  permission: "audit:read",
  input: listProjectAuditInput,
  output: auditPageView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/audit",
    summary: "The trail of one project, newest first",
  },
  scope: ({ input }) =>
    Promise.resolve({ kind: "project", projectId: projectId.parse(input.projectId) }),

  fetch: ({ db, access, input }) => {
    const { projectId: id, cursor, limit } = input;
    return pageOfTrail(db, {
      ...at(cursor, limit),
      projectId: id,
      workspaceId: access.workspaceId,
    });
  },
});

export const getProjectAtTime = defineQuery({
  name: "project.at-time",
  permission: "audit:read",
  input: projectAtTimeInput,
  output: projectAtTimeView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/at-time",
    summary: "How a project stood on a day or after an entry, told by the trail alone",
  },
  scope: ({ input }) =>
    Promise.resolve({ kind: "project", projectId: projectId.parse(input.projectId) }),

  fetch({ db, access, input }) {
    const { workspaceId } = access;
    return loadProjectThen(db, { ...input, workspaceId });
  },
});

function at(cursor: string | undefined, limit: number) {
  return { before: decodeCursor(cursorParts, cursor)?.[0] ?? null, limit };
}

async function pageOfTrail(db: ReadDb, filter: AuditFilter) {
  const [rows, size] = await Promise.all([
    listAuditRows(db, filter),
    ledgerSize(db, filter.workspaceId),
  ]);
  const page = cutPage(rows, filter.limit, (row) => [Number(row.index)]);
  return { rows: page.rows.map(entryViewOf), nextCursor: page.nextCursor, size };
}
