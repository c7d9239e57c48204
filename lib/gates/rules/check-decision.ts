import { openConditionsBefore } from "@/lib/gates/rules/evaluate-gate";
import type { GateAt } from "@/lib/gates/rules/gate-facts";
import { isApproval } from "@/lib/gates/rules/outcome";
import type { DecideGateInput } from "@/lib/gates/schema/inputs";
import type { Verdict } from "@/lib/gates/schema/rounds";
import type { FieldIssue } from "@/lib/kernel/app-error";

const REASON_MIN = 10;

/** What is wrong with the content of a decision, field by field. */
export function decisionIssues(input: DecideGateInput, at: GateAt): FieldIssue[] {
  const { verdict, reason } = input;
  const needsReason = verdict !== "approve" && reason.length < REASON_MIN;
  return [
    ...(needsReason
      ? [{ path: "reason", message: `Say why, in at least ${REASON_MIN} characters.` }]
      : []),
    ...conditionIssues(input, at),
    ...returnIssues(input, at),
  ];
}

function conditionIssues({ verdict, conditions }: DecideGateInput, at: GateAt): FieldIssue[] {
  if (verdict !== "approve_with_conditions") {
    return conditions.length === 0
      ? []
      : [{ path: "conditions", message: "Only an approval with conditions carries conditions." }];
  }
  if (conditions.length === 0) {
    return [{ path: "conditions", message: "Name at least one condition, or approve plainly." }];
  }
  return conditions.flatMap((condition, index) => {
    const path = `conditions.${index}`;
    const isMember = at.project.people.some((person) => person.userId === condition.ownerId);
    const isDue = condition.dueOn === null || condition.dueOn >= at.project.today;
    return [
      ...(isMember
        ? []
        : [{ path: `${path}.ownerId`, message: "The owner is a member of the project." }]),
      ...(isDue
        ? []
        : [{ path: `${path}.dueOn`, message: "A condition cannot be due in the past." }]),
      ...(condition.blocksGateId === null || isLaterGate(condition.blocksGateId, at)
        ? []
        : [{ path: `${path}.blocksGateId`, message: "Choose a later gate of this project." }]),
    ];
  });
}

function isLaterGate(gateId: string, at: GateAt): boolean {
  return laterGates(at).some((gate) => gate.id === gateId);
}

export function laterGates({ project, stage }: GateAt) {
  const later = new Set(
    project.stages
      .filter((each) => each.number > stage.number && !each.isTailoredOut)
      .map((each) => each.id),
  );
  return project.gates.filter((gate) => later.has(gate.stageId));
}

function returnIssues({ verdict, returnStageId }: DecideGateInput, at: GateAt): FieldIssue[] {
  if (verdict !== "reject") {
    return returnStageId === null
      ? []
      : [{ path: "returnStageId", message: "Only a rejection names a stage to go back to." }];
  }
  return returnStages(at).some((stage) => stage.id === returnStageId)
    ? []
    : [{ path: "returnStageId", message: "Choose the stage the team goes back to." }];
}

/** A rejection leads to an earlier stage; at the first gate, to its own. */
export function returnStages({ project, stage }: GateAt) {
  const live = project.stages.filter((each) => !each.isTailoredOut);
  const earlier = live.filter((each) => each.number < stage.number);
  return earlier.length > 0 ? earlier : live.filter((each) => each.id === stage.id);
}

/** Nothing lies before the first gate, so its rejection is answered by its next round. */
export function mustGoBack(at: GateAt): boolean {
  return returnStages(at).some((stage) => stage.number < at.stage.number);
}

/** An open condition of an earlier gate keeps this one from passing, whoever approves. */
export function whyNotPass(verdict: Verdict, at: GateAt): string | null {
  const [condition] = openConditionsBefore(at);
  return condition !== undefined && isApproval(verdict)
    ? `${at.gate.code} cannot pass while condition ${condition.code} is open: ${condition.text}.`
    : null;
}
