import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import type { ProjectAccess } from "@/lib/authz/access";
import { defineCommand } from "@/lib/execution/command";
import { AppError, fieldError, refuseIf } from "@/lib/kernel/app-error";
import { changesBetween } from "@/lib/kernel/changes";
import type { RiskId } from "@/lib/kernel/ids";
import type { Tx } from "@/lib/platform/db";
import { listMembers } from "@/lib/projects/store";
import { whyNotAssignStage } from "@/lib/risk-parts/policy";
import { assignmentsOf, issuesOf, namesByPart, seenOf } from "@/lib/risk-parts/rules/parts";
import { assignPartsInput } from "@/lib/risk-parts/schema";
import {
  findStage,
  holdTable,
  namesOfPeople,
  replaceTable,
  type Subject,
} from "@/lib/risk-parts/store/assignments";
import { whyNotWorkOn } from "@/lib/risks/rules/may-work-on";
import { loadRisk } from "@/lib/risks/store/risk-rows";

export const assignParts = defineCommand({
  name: "risk.assign-parts",
  permission: "risk:work-own",
  input: assignPartsInput,
  operation: {
    method: "PUT",
    path: "/projects/{projectId}/risk-parts",
    summary: "Say who is responsible, accountable, consulted and informed, for a risk or a stage",
  },
  scope: ({ input }) => Promise.resolve({ kind: "project", projectId: input.projectId }),

  async execute({ tx, access, input }) {
    const { projectId } = access;
    const { subject, about } = await subjectOf(tx, access, input);
    const before = await holdTable(tx, { projectId, subject });
    if (seenOf(before) !== input.seen) {
      throw new AppError(
        "conflict",
        "Somebody changed who does what meanwhile. Look at the new state and choose again.",
      );
    }
    const assignments = assignmentsOf(input);
    const members = await listMembers(tx, projectId);
    const names = new Map<string, string>(members.map(({ userId, name }) => [userId, name]));
    const issues = issuesOf(assignments, names);
    if (issues.length > 0) {
      throw new AppError("invalid_input", "Look at who does what again.", { issues });
    }
    if (seenOf(assignments) === input.seen) {
      return { value: { seen: input.seen }, unchanged: true };
    }
    await replaceTable(tx, { projectId, subject, assignments });
    const former = await namesOfPeople(
      tx,
      before.map(({ userId }) => userId),
    );
    const changes = changesBetween(namesByPart(before, former), namesByPart(assignments, names));
    return { value: { seen: seenOf(assignments) }, audit: [{ ...about, changes }] };
  },
});

type Named = { riskId: RiskId | null; stageId: string | null };
type About =
  | Omit<Extract<AuditEvent, { type: "risk.parts-assigned" }>, "changes">
  | Omit<Extract<AuditEvent, { type: "stage.risk-parts-assigned" }>, "changes">;

/** The risk or the stage, found in this very project, and whether this person may say it there. */
async function subjectOf(
  tx: Tx,
  { projectId, member }: ProjectAccess,
  { riskId, stageId }: Named,
): Promise<{ subject: Subject; about: About }> {
  if (riskId !== null) {
    const risk = await loadRisk(tx, { id: riskId, projectId });
    refuseIf(whyNotWorkOn(risk, member));
    return { subject: { riskId }, about: { type: "risk.parts-assigned", riskId, key: risk.key } };
  }
  const stage = await findStage(tx, { id: stageId ?? "", projectId });
  if (stage === null) {
    throw fieldError("stageId", "Choose a stage of this project.");
  }
  refuseIf(whyNotAssignStage(member));
  const { id, name } = stage;
  return {
    subject: { stageId: id },
    about: { type: "stage.risk-parts-assigned", stageId: id, name },
  };
}
