import "server-only";
import * as z from "zod";
import { workspaceRoles } from "@/lib/authz/permissions";
import { defineQuery } from "@/lib/execution/query";
import { workspaceId } from "@/lib/kernel/ids";
import { strictnessLevels } from "@/lib/playbooks/schema";
import { listOfferedPlaybooks } from "@/lib/playbooks/store/listings";
import { suggestProjectKey } from "@/lib/projects/rules/project-key";
import { listWorkspacePeople } from "@/lib/projects/store";
import { keysLike } from "@/lib/projects/store/project-rows";

const formOptions = z.object({
  playbooks: z.array(
    z.object({
      versionId: z.string(),
      key: z.string(),
      name: z.string(),
      summary: z.string(),
      number: z.number(),
      stageCount: z.number(),
      strictness: z.array(z.object({ level: z.enum(strictnessLevels), summary: z.string() })),
    }),
  ),
  people: z.array(z.object({ userId: z.string(), name: z.string(), role: z.enum(workspaceRoles) })),
  /** A key that is free, made of the name; null without a name. */
  suggestedKey: z.string().nullable(),
});

export const getFormOptions = defineQuery({
  name: "project.form-options",
  permission: "project:create",
  input: z.strictObject({ workspaceId, name: z.string().trim().max(120).optional() }),
  output: formOptions,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/project-form",
    summary: "What one can choose from when creating a project, and a key that is free",
  },
  scope: ({ input: { workspaceId } }) => Promise.resolve({ kind: "workspace", workspaceId }),

  async fetch({ db, access: { workspaceId }, input: { name = "" } }) {
    const playbooks = await listOfferedPlaybooks(db, workspaceId);
    return {
      playbooks: playbooks.map(({ lite, standard, regulated, ...playbook }) => ({
        ...playbook,
        strictness: [
          { level: "lite" as const, summary: lite },
          { level: "standard" as const, summary: standard },
          { level: "regulated" as const, summary: regulated },
        ],
      })),
      people: await listWorkspacePeople(db, { workspaceId }),
      suggestedKey: name === "" ? null : await freeKey(db, { workspaceId, name }),
    };
  },
});

/** Numbers are put behind the base, whose last letters may have to give way. */
async function freeKey(
  db: Parameters<typeof keysLike>[0],
  at: { workspaceId: string; name: string },
): Promise<string> {
  const prefix = suggestProjectKey(at.name).slice(0, 2);
  const taken = await keysLike(db, { workspaceId: at.workspaceId, prefix });
  return suggestProjectKey(at.name, taken);
}
