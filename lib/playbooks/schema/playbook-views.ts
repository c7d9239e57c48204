import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";
import { playbook, strictnessLevels } from "@/lib/playbooks/schema";

const origin = z.enum(["built_in", "copied"]);
export const problem = z.object({ line: z.number(), column: z.number(), message: z.string() });

export const playbookRow = z.object({
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

export const playbookView = z.object({
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

const level = z.enum(strictnessLevels).nullable();
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
            orRoles: z.array(z.enum(projectRoles)),
            quorum: z.union([z.number(), z.literal("all")]),
            veto: z.boolean(),
            from: level,
          }),
        ),
      }),
    }),
  ),
});

export const checkedTextView = z.object({
  problems: z.array(problem),
  outline: outline.nullable(),
});
export type CheckedTextView = z.infer<typeof checkedTextView>;
export type PlaybookOutlineView = NonNullable<CheckedTextView["outline"]>;
