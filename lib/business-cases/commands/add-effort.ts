import "server-only";
import { whyNotEdit } from "@/lib/business-cases/policy";
import { effortRow, lessonOf, resultOf } from "@/lib/business-cases/rules/earlier-effort";
import { labelOfSection } from "@/lib/business-cases/rules/field-classes";
import { caseContent } from "@/lib/business-cases/schema";
import { addEffortInput } from "@/lib/business-cases/schema/inputs";
import { loadCase, lockCase, scopeOfCase, storeDraft } from "@/lib/business-cases/store";
import { loadCaseLives } from "@/lib/business-cases/store/case-life";
import { type EffortFound, findEfforts } from "@/lib/business-cases/store/earlier-efforts";
import { defineCommand } from "@/lib/execution/command";
import { fieldError, refuseIf } from "@/lib/kernel/app-error";
import { dayOf } from "@/lib/kernel/calendar";
import type { Tx } from "@/lib/platform/db";
import { reevaluateGates } from "@/lib/platform/jobs";

export const addEffort = defineCommand({
  name: "case.add-effort",
  permission: "case:write",
  input: addEffortInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/case/similar-efforts",
    summary: "Take an earlier project into the business case, with its result and lesson",
  },
  scope: ({ tx, input }) => scopeOfCase(tx, input.projectId),

  async execute({ tx, access, input, now }) {
    const { projectId, workspaceId, member } = access;
    const { userId } = member;
    await lockCase(tx, projectId);
    const facts = await loadCase(tx, projectId);
    refuseIf(whyNotEdit(facts, member));
    const { id: caseId, draft, version } = facts;
    const { effortProjectId, use, why } = input;
    if (draft.similarEfforts.some((row) => row.projectId === effortProjectId)) {
      return { value: { projectId, caseId, version }, unchanged: true };
    }
    if (use === "not_relevant" && why === "") {
      throw fieldError("why", "Say why it is not relevant.");
    }
    const search = { workspaceId, projectId, userId, words: "", only: effortProjectId };
    const [found] = await findEfforts(tx, search);
    if (found === undefined) {
      throw fieldError("effortProjectId", "This project is not found, or not shared with you.");
    }
    const row = effortRow(await withResult(tx, { found, today: dayOf(now) }), { use, why });
    const changed = caseContent.safeParse({
      ...draft,
      similarEfforts: [...draft.similarEfforts, row],
    });
    if (!changed.success) {
      throw fieldError("effortProjectId", "The case names thirty earlier efforts already.");
    }
    await storeDraft(tx, { caseId, version, draft: changed.data, by: userId, at: now });
    return {
      value: { projectId, caseId, version: version + 1 },
      audit: [{ type: "case.draft-saved", caseId, changed: [labelOfSection.similarEfforts] }],
      jobs: [reevaluateGates(projectId)],
    };
  },
});

async function withResult(tx: Tx, at: { found: EffortFound; today: string }) {
  const { found, today } = at;
  const { projectId, name } = found;
  const [life] = await loadCaseLives(tx, [projectId]);
  return { projectId, name, result: resultOf(found, { life, today }), lesson: lessonOf(found) };
}
