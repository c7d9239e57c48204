import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import { text } from "@/lib/kernel/fields";
import { playbookId } from "@/lib/kernel/ids";
import { replaceScalars } from "@/lib/kernel/yaml-splice";
import { whyNotCopy } from "@/lib/playbooks/policy";
import {
  insertCopy,
  loadPlaybook,
  sourceOfVersion,
  workspaceOfPlaybook,
} from "@/lib/playbooks/store/drafts";

const key = z
  .string({ error: "A key is needed." })
  .trim()
  .min(1, "A key is needed.")
  .max(60, "A key may have at most 60 characters.")
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    "A key is lower-case words joined by hyphens, such as our-crisp-dm.",
  );

export const copyPlaybook = defineCommand({
  name: "playbook.copy",
  permission: "playbook:write",
  input: z.strictObject({ playbookId, key, name: text("The name", { max: 120 }) }),
  operation: {
    method: "POST",
    path: "/playbooks/{playbookId}/copies",
    summary: "Copy the newest version of a playbook as the draft of a playbook of one's own",
  },
  async scope({ tx, input }) {
    const workspaceId = await workspaceOfPlaybook(tx, input.playbookId);
    return workspaceId === null ? null : { kind: "workspace", workspaceId };
  },

  async execute({ tx, access, input }) {
    const original = await loadPlaybook(tx, input.playbookId);
    const refusal = whyNotCopy(original);
    if (refusal !== null || original.latest === null) {
      throw new AppError("rule_refused", refusal ?? "There is nothing to copy.");
    }
    const { key, name } = input;
    const at = { playbookId: original.id, versionId: original.latest.id };
    const source = (await sourceOfVersion(tx, at)) ?? "";
    const { playbookId, versionId } = await insertCopy(tx, {
      workspaceId: access.workspaceId,
      fromPlaybookId: original.id,
      key,
      name,
      summary: original.summary,
      source: replaceScalars(source, { id: key, version: 1, name }),
      by: access.member.userId,
    });
    return {
      value: { playbookId, versionId, key, number: 1, version: 1 },
      audit: [{ type: "playbook.copied", playbookId, key, fromPlaybookId: original.id }],
    };
  },
});
