import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import { rowVersion } from "@/lib/kernel/fields";
import { playbookId } from "@/lib/kernel/ids";
import { whyNotEdit, whyNotPublish } from "@/lib/playbooks/policy";
import { readDraft } from "@/lib/playbooks/rules/draft-problems";
import { loadPlaybook, publishDraft, workspaceOfPlaybook } from "@/lib/playbooks/store/drafts";

/** Turns a draft without problems into a version that never changes again. */
export const publishPlaybook = defineCommand({
  name: "playbook.publish",
  permission: "playbook:write",
  input: z.strictObject({ playbookId, version: rowVersion }),
  operation: {
    method: "POST",
    path: "/playbooks/{playbookId}/publication",
    summary: "Publish the draft of a playbook as its next version",
  },
  async scope({ tx, input }) {
    const workspaceId = await workspaceOfPlaybook(tx, input.playbookId);
    return workspaceId === null ? null : { kind: "workspace", workspaceId };
  },

  async execute({ tx, access, input, now }) {
    const playbook = await loadPlaybook(tx, input.playbookId);
    const { id: playbookId, key, latestNumber, draft } = playbook;
    const text = draft === null ? null : readDraft(draft.source, { key, latestNumber });
    const refusal =
      whyNotEdit(playbook) ??
      whyNotPublish(text === null ? null : { problemCount: text.problems.length });
    if (refusal !== null || draft === null || text === null || text.playbook === null) {
      const issues = (text?.problems ?? []).map(({ line, message }) => ({
        path: "source",
        message: `Line ${line}: ${message}`,
      }));
      throw new AppError("rule_refused", refusal ?? "This text is not a playbook.", { issues });
    }
    const { sha256 } = await publishDraft(tx, {
      playbookId,
      versionId: draft.id,
      version: input.version,
      document: text.playbook,
      by: access.member.userId,
      at: now,
    });
    const number = text.playbook.version;
    return {
      value: { playbookId, versionId: draft.id, number, sha256, version: input.version + 1 },
      audit: [{ type: "playbook.published", playbookId, key, number, sha256 }],
    };
  },
});
