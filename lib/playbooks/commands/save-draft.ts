import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import { rowVersion } from "@/lib/kernel/fields";
import { playbookId } from "@/lib/kernel/ids";
import { whyNotEdit } from "@/lib/playbooks/policy";
import { readDraft } from "@/lib/playbooks/rules/draft-problems";
import { playbookSource } from "@/lib/playbooks/rules/playbook-source";
import {
  beginDraft,
  loadPlaybook,
  saveDraft as saveText,
  workspaceOfPlaybook,
} from "@/lib/playbooks/store/drafts";

/** Keeps the text also while it is not yet a playbook, so that nothing a person typed is lost. */
export const saveDraft = defineCommand({
  name: "playbook.save-draft",
  permission: "playbook:write",
  input: z.strictObject({
    playbookId,
    source: playbookSource,
    /** Version of the draft that was edited; absent when there was none. */
    version: rowVersion.optional(),
  }),
  operation: {
    method: "PUT",
    path: "/playbooks/{playbookId}/draft",
    summary: "Keep the text of a playbook's draft and say what is wrong with it, line by line",
  },
  async scope({ tx, input }) {
    const workspaceId = await workspaceOfPlaybook(tx, input.playbookId);
    return workspaceId === null ? null : { kind: "workspace", workspaceId };
  },

  async execute({ tx, access, input }) {
    const { source, version } = input;
    const playbook = await loadPlaybook(tx, input.playbookId);
    const refusal = whyNotEdit(playbook);
    if (refusal !== null) {
      throw new AppError("rule_refused", refusal);
    }
    const { id: playbookId, key, latestNumber, draft } = playbook;
    const read = readDraft(source, { key, latestNumber });
    const number = Math.max(latestNumber + 1, read.playbook?.version ?? 0);
    const { problems } = read;
    if (draft !== null && draft.source === source) {
      const value = { versionId: draft.id, number: draft.number, version: draft.version };
      return { value: { playbookId, ...value, problems }, unchanged: true };
    }
    const audit = [{ type: "playbook.draft-saved", playbookId, key, number }] as const;
    if (draft === null && version === undefined) {
      const begun = await beginDraft(tx, { playbookId, number, source, by: access.member.userId });
      const value = { playbookId, versionId: begun.id, number, version: begun.version, problems };
      return { value, audit };
    }
    if (draft === null || version === undefined) {
      throw new AppError("conflict", draft === null ? draftGone : draftBegun);
    }
    await saveText(tx, { versionId: draft.id, version, number, source });
    const value = { playbookId, versionId: draft.id, number, version: version + 1, problems };
    return { value, audit };
  },
});

const draftGone =
  "The draft you edited was published or discarded meanwhile. Your text is still in the form: reload in another tab and compare.";
const draftBegun =
  "Somebody began a draft of this playbook meanwhile. Your text is still in the form: reload in another tab and compare.";
