import "server-only";
import * as z from "zod";
import { isGranted, projectRoles } from "@/lib/authz/permissions";
import { defineQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { playbookId, workspaceId } from "@/lib/kernel/ids";
import { cutPage, decodeCursor, pageInput, pageOf } from "@/lib/kernel/page-cursor";
import { whyNotCopy, whyNotEdit, whyNotPublish } from "@/lib/playbooks/policy";
import { readDraft } from "@/lib/playbooks/rules/draft-problems";
import { outlineOf } from "@/lib/playbooks/rules/outline-playbook";
import { playbookSource } from "@/lib/playbooks/rules/playbook-source";
import { playbook } from "@/lib/playbooks/schema";
import { listBrokenFiles } from "@/lib/playbooks/store";
import { loadPlaybook, workspaceOfPlaybook } from "@/lib/playbooks/store/drafts";
import { findPlaybookRows, listVersions, loadShownVersion } from "@/lib/playbooks/store/listings";

const origin = z.enum(["built_in", "copied"]);
const problem = z.object({ line: z.number(), column: z.number(), message: z.string() });

const playbookRow = z.object({
  playbookId: z.string(),
  key: z.string(),
  name: z.string(),
  summary: z.string(),
  origin,
  /** The newest published version; null for a copy that was never published. */
  latest: z
    .object({ versionId: z.string(), number: z.number(), publishedAt: z.iso.datetime() })
    .nullable(),
  hasDraft: z.boolean(),
  stageCount: z.number(),
  projectCount: z.number(),
  whyNotEdit: z.string().nullable(),
});
export type PlaybookRowView = z.infer<typeof playbookRow>;

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

const versionView = z.object({
  versionId: z.string(),
  number: z.number(),
  status: z.enum(["draft", "published"]),
  sha256: z.string().nullable(),
  createdAt: z.iso.datetime(),
  publishedAt: z.iso.datetime().nullable(),
  publishedBy: z.string().nullable(),
  projectCount: z.number(),
});

const playbookView = z.object({
  playbookId: z.string(),
  workspaceId: z.string(),
  key: z.string(),
  name: z.string(),
  summary: z.string(),
  origin,
  versions: z.array(versionView),
  /** The published version that is shown: the one asked for, or the newest. */
  shown: z
    .object({
      versionId: z.string(),
      number: z.number(),
      source: z.string(),
      document: playbook,
    })
    .nullable(),
  /** Only for those who may write playbooks. */
  draft: z
    .object({
      versionId: z.string(),
      number: z.number(),
      version: z.number(),
      source: z.string(),
      problems: z.array(problem),
      document: playbook.nullable(),
    })
    .nullable(),
  mayWrite: z.boolean(),
  whyNotEdit: z.string().nullable(),
  whyNotCopy: z.string().nullable(),
  whyNotPublish: z.string().nullable(),
});
export type PlaybookView = z.infer<typeof playbookView>;

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

const level = z.enum(["lite", "standard", "regulated"]).nullable();
const outline = z.object({
  key: z.string(),
  number: z.number(),
  name: z.string(),
  summary: z.string(),
  stages: z.array(
    z.object({
      key: z.string(),
      group: z.string(),
      name: z.string(),
      purpose: z.string(),
      durationDays: z.number(),
      tasks: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          role: z.enum(projectRoles),
          likelyDays: z.number(),
          from: level,
        }),
      ),
      outputs: z.array(
        z.object({ key: z.string(), name: z.string(), mandatory: z.boolean(), from: level }),
      ),
      gate: z.object({
        code: z.string(),
        name: z.string(),
        question: z.string(),
        criteriaCount: z.number(),
        approvals: z.array(
          z.object({
            role: z.enum(projectRoles),
            quorum: z.number(),
            veto: z.boolean(),
            from: level,
          }),
        ),
      }),
    }),
  ),
});

export const checkPlaybookText = defineQuery({
  name: "playbook.check",
  permission: "playbook:write",
  input: z.strictObject({ playbookId, source: playbookSource }),
  output: z.object({ problems: z.array(problem), outline: outline.nullable() }),
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
