import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { reevaluateGates } from "@/lib/platform/jobs";
import { isAnythingWanted } from "@/lib/risk-register/rules/plan-edit";
import { editRisksInput } from "@/lib/risk-register/schema/bulk";
import { changeRisk } from "@/lib/risk-register/store/chosen-risks";
import { planEdit } from "@/lib/risk-register/store/edit-plan";
import { riskKey } from "@/lib/risks/rules";

export const editRisks = defineCommand({
  name: "risk.edit-many",
  permission: "register:write",
  input: editRisksInput,
  operation: {
    method: "PATCH",
    path: "/workspaces/{workspaceId}/risks",
    summary: "Change owner, category, treatment or review day of many risks, all or none",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async execute({ tx, access, input, now }) {
    const { risks, workspaceId, ...wanted } = input;
    if (!isAnythingWanted(wanted)) {
      throw fieldError(
        "ownerId",
        "Choose what is to change: owner, category, treatment or review.",
      );
    }
    const riskIds = risks.map(({ riskId }) => riskId);
    const { member } = access;
    const plan = await planEdit(tx, { workspaceId, member, riskIds, wanted, now });
    demandAll(plan);
    const changing = plan.rows.filter(({ changes }) => changes.length > 0);
    const versions = new Map(risks.map(({ riskId, version }) => [riskId, version]));
    for (const { risk } of changing) {
      await changeRisk(tx, { id: risk.id, version: versions.get(risk.id) ?? 0 }, wanted);
    }
    const together = changing.length;
    const events = changing.map(({ risk, changes }) => ({
      type: "risk.changed-with-others" as const,
      riskId: risk.id,
      key: riskKey(risk.number),
      changes,
      together,
    }));
    const [first, ...others] = events;
    if (first === undefined) {
      return { value: { changed: 0 }, unchanged: true };
    }
    const inProjects = changing.map(({ risk }) => risk.projectId);
    const jobs = [...new Set(inProjects)].map(reevaluateGates);
    return { value: { changed: together }, audit: [first, ...others], inProjects, jobs };
  },
});

/** All or none: one refused row refuses the act, and names itself. */
function demandAll({ rows, missing }: Awaited<ReturnType<typeof planEdit>>): void {
  if (missing > 0) {
    throw new AppError(
      "not_found",
      `${missing} of the chosen risks are not there, or belong to a project you take no part in. Nothing was changed.`,
    );
  }
  const refused = rows.filter(({ whyNot }) => whyNot !== null);
  const [first] = refused;
  if (first !== undefined) {
    const { risk, whyNot } = first;
    const others = refused.length === 1 ? "" : ` ${refused.length - 1} more are refused.`;
    throw new AppError(
      "rule_refused",
      `${riskKey(risk.number)} of ${risk.projectName}: ${whyNot}${others} Nothing was changed.`,
    );
  }
}
