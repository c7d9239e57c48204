import "server-only";
import * as z from "zod";
import { isGranted } from "@/lib/authz/permissions";
import { defineQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { playbookId, workspaceId } from "@/lib/kernel/ids";
import { cutPage, decodeCursor, pageInput, pageOf } from "@/lib/kernel/page-cursor";
import { whyNotCopy, whyNotEdit, whyNotPublish } from "@/lib/playbooks/policy";
import { readDraft } from "@/lib/playbooks/rules/draft-problems";
import { outlineOf } from "@/lib/playbooks/rules/outline-playbook";
import { playbookSource } from "@/lib/playbooks/rules/playbook-source";
import { playbook } from "@/lib/playbooks/schema";
import {
  checkedTextView,
  playbookRow,
  playbookView,
  problem,
} from "@/lib/playbooks/schema/playbook-views";
import { listBrokenFiles } from "@/lib/playbooks/store";
import { loadPlaybook, workspaceOfPlaybook } from "@/lib/playbooks/store/drafts";
import { findPlaybookRows, listVersions, loadShownVersion } from "@/lib/playbooks/store/listings";

export const listPlaybooks = defineQuery({
  name: "playbook.list",
  permission: "playbook:read",
  input: z.strictObject({ workspaceId, ...pageInput }),
  output: pageOf(playbookRow),
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/playbooks",
    summary: "List the playbooks of a workspace",
  },
  scope: ({ input: { workspaceId } }) => Promise.resolve({ kind: "workspace", workspaceId }),

  async fetch({ db, access, input }) {
    const after = decodeCursor(z.tuple([z.string(), z.uuid()]), input.cursor);
    const { limit } = input;
    const found = await findPlaybookRows(db, { workspaceId: access.workspaceId, after, limit });
    const page = cutPage(found, limit, (row) => [row.name, row.playbookId]);
    return {
      nextCursor: page.nextCursor,
      rows: page.rows.map(({ versionId, number, publishedAt, ...row }) => ({
        ...row,
        latest:
          versionId === null || number === null || publishedAt === null
            ? null
            : { versionId, number, publishedAt: publishedAt.toISOString() },
        whyNotEdit: whyNotEdit(row),
      })),
    };
  },
});

export const getPlaybook = defineQuery({
  name: "playbook.get",
  permission: "playbook:read",
  input: z.strictObject({ playbookId, versionId: z.uuid().optional() }),
  output: playbookView,
  operation: {
    method: "GET",
    path: "/playbooks/{playbookId}",
    summary: "Read a playbook, its versions and its draft",
  },
  async scope({ db, input }) {
    const workspaceId = await workspaceOfPlaybook(db, input.playbookId);
    return workspaceId === null ? null : { kind: "workspace", workspaceId };
  },

  async fetch({ db, access, input }) {
    const found = await loadPlaybook(db, input.playbookId);
    const { id: playbookId, key, latestNumber, origin } = found;
    const versions = await listVersions(db, playbookId);
    const asked = input.versionId ?? null;
    const shown = await loadShownVersion(db, { playbookId, versionId: asked });
    if (shown === null && asked !== null) {
      throw new AppError("not_found", "This version is not published.");
    }
    const { workspaceRole } = access.member;
    const mayWrite = isGranted("playbook:write", { workspaceRole, projectRoles: [] });
    const read = found.draft === null ? null : readDraft(found.draft.source, { key, latestNumber });
    return {
      playbookId,
      workspaceId: found.workspaceId,
      key,
      name: found.name,
      summary: found.summary,
      origin,
      versions: versions
        .filter(({ status }) => mayWrite || status === "published")
        .map((version) => ({
          ...version,
          createdAt: version.createdAt.toISOString(),
          publishedAt: version.publishedAt?.toISOString() ?? null,
        })),
      shown:
        shown === null
          ? null
          : {
              versionId: shown.id,
              number: shown.number,
              source: shown.source,
              document: playbook.parse(shown.document),
            },
      draft: mayWrite ? draftView(found.draft, read) : null,
      mayWrite,
      whyNotEdit: whyNotEdit({ origin }),
      whyNotCopy: whyNotCopy({ latestNumber }),
      whyNotPublish: whyNotPublish(read === null ? null : { problemCount: read.problems.length }),
    };
  },
});

function draftView(
  draft: Awaited<ReturnType<typeof loadPlaybook>>["draft"],
  read: ReturnType<typeof readDraft> | null,
) {
  if (draft === null || read === null) {
    return null;
  }
  const { id: versionId, number, version, source } = draft;
  const { problems, playbook: document } = read;
  return { versionId, number, version, source, problems, document };
}

export const checkPlaybookText = defineQuery({
  name: "playbook.check",
  permission: "playbook:write",
  input: z.strictObject({ playbookId, source: playbookSource }),
  output: checkedTextView,
  operation: {
    method: "POST",
    path: "/playbooks/{playbookId}/check",
    summary: "Say what is wrong with a text, line by line, without keeping it",
  },
  async scope({ db, input }) {
    const workspaceId = await workspaceOfPlaybook(db, input.playbookId);
    return workspaceId === null ? null : { kind: "workspace", workspaceId };
  },

  async fetch({ db, input }) {
    const { key, latestNumber } = await loadPlaybook(db, input.playbookId);
    const { playbook: document, problems } = readDraft(input.source, { key, latestNumber });
    return { problems, outline: document === null ? null : outlineOf(document) };
  },
});

export const listBrokenPlaybookFiles = defineQuery({
  name: "playbook.broken-files",
  permission: "playbook:write",
  input: z.strictObject({ workspaceId }),
  output: z.array(z.object({ file: z.string(), problems: z.array(problem) })),
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/playbooks/broken-files",
    summary: "List the shipped playbook files that could not be read, with the lines to mend",
  },
  scope: ({ input: { workspaceId } }) => Promise.resolve({ kind: "workspace", workspaceId }),

  async fetch() {
    const files = await listBrokenFiles();
    return files.map(({ file, problems }) => ({
      file,
      problems: problems.map(({ line, column, message }) => ({ line, column, message })),
    }));
  },
});
