import "server-only";
import { whyNotReturn } from "@/lib/business-cases/policy";
import { returnCaseInput } from "@/lib/business-cases/schema/inputs";
import { loadCase, lockCase, saveReturn, scopeOfCase } from "@/lib/business-cases/store";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import { notify } from "@/lib/notifications/store";
import { reevaluateGates } from "@/lib/platform/jobs";

export const returnCase = defineCommand({
  name: "case.return",
  permission: "case:sign",
  input: returnCaseInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/case/return",
    summary: "Return a submitted business case to its authors",
  },
  scope: ({ tx, input }) => scopeOfCase(tx, input.projectId),

  async execute({ tx, access, input }) {
    const { projectId, member } = access;
    await lockCase(tx, projectId);
    const facts = await loadCase(tx, projectId);
    const { latest, id: caseId, version } = facts;
    const isLatest = latest !== null && latest.number === input.number;
    if (isLatest && facts.status === "returned" && facts.returnedReason === input.reason) {
      return { value: { projectId, caseId, number: latest.number, version }, unchanged: true };
    }
    const refused = whyNotReturn(facts, member);
    if (refused !== null || latest === null) {
      throw new AppError("rule_refused", refused ?? "No version has been submitted yet.");
    }
    if (!isLatest) {
      throw new AppError(
        "conflict",
        `Version ${latest.number} was submitted in the meantime. Read it before returning it.`,
      );
    }
    const { number } = latest;
    const { reason } = input;
    await saveReturn(tx, { caseId, version, reason });
    const told = await notify(tx, {
      workspaceId: access.workspaceId,
      projectId,
      kind: "decision_made",
      userIds: [latest.submittedById],
      except: member.userId,
      title: `${facts.project.name}: version ${number} of the business case was returned`,
      because: "because you submitted it",
      href: `/projects/${projectId}/business-case`,
    });
    return {
      value: { projectId, caseId, number, version: version + 1 },
      audit: [{ type: "case.returned", caseId, number, reason }],
      jobs: [...told, reevaluateGates(projectId)],
    };
  },
});
