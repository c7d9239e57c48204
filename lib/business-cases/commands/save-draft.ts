import "server-only";
import { whyNotEdit } from "@/lib/business-cases/policy";
import { withoutBlankRows } from "@/lib/business-cases/rules/blank-rows";
import type { CaseFacts } from "@/lib/business-cases/rules/case-facts";
import { labelOfSection } from "@/lib/business-cases/rules/field-classes";
import { type CaseSection, caseContent } from "@/lib/business-cases/schema";
import { saveDraftInput } from "@/lib/business-cases/schema/inputs";
import { loadCase, lockCase, scopeOfCase, storeDraft } from "@/lib/business-cases/store";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import { canonicalize } from "@/lib/ledger/canonical-json";
import { reevaluateGates } from "@/lib/platform/jobs";

export const saveCaseDraft = defineCommand({
  name: "case.save-draft",
  permission: "case:write",
  input: saveDraftInput,
  operation: {
    method: "PATCH",
    path: "/projects/{projectId}/case",
    summary: "Save sections of the business case",
  },
  scope: ({ tx, input }) => scopeOfCase(tx, input.projectId),

  async execute({ tx, access, input, now }) {
    await lockCase(tx, access.projectId);
    const facts = await loadCase(tx, access.projectId);
    const refused = whyNotEdit(facts, access.member);
    if (refused !== null) {
      throw new AppError("rule_refused", refused);
    }
    const draft = withoutBlankRows(caseContent.parse({ ...facts.draft, ...input.sections }));
    const changed = (Object.keys(input.sections) as CaseSection[]).filter(
      (section) => canonicalize(draft[section]) !== canonicalize(facts.draft[section]),
    );
    const { projectId } = access;
    if (changed.length === 0) {
      return { value: { projectId, caseId: facts.id, version: facts.version }, unchanged: true };
    }
    demandFresh(facts, input.version);
    const { userId } = access.member;
    const { version } = facts;
    await storeDraft(tx, { caseId: facts.id, version, draft, by: userId, at: now });
    return {
      value: { projectId, caseId: facts.id, version: version + 1 },
      audit: [
        {
          type: "case.draft-saved",
          caseId: facts.id,
          changed: changed.map((section) => labelOfSection[section]),
        },
      ],
      jobs: [reevaluateGates(projectId)],
    };
  },
});

function demandFresh(facts: CaseFacts, version: number): void {
  if (facts.version !== version) {
    const who = facts.draftSavedBy ?? "Somebody";
    const when = `${facts.draftSavedAt.slice(0, 10)} at ${facts.draftSavedAt.slice(11, 16)} UTC`;
    throw new AppError(
      "conflict",
      `${who} saved this business case on ${when}, after you opened it. Your text is kept here and was not saved: compare, then save again on the newer version.`,
    );
  }
}
