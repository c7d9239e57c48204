import { titleOfProjectRole } from "@/lib/authz/permissions";
import type { GateAt, StageFacts } from "@/lib/gates/rules/gate-facts";
import type { StoredConditionRow, StoredRound } from "@/lib/gates/rules/stored-history";
import type { ConditionView } from "@/lib/gates/schema";
import type { RoundView } from "@/lib/gates/schema/rounds";
import { signatureWords } from "@/lib/kernel/signature-words";

export function roundsView(rounds: readonly StoredRound[], { project }: GateAt): RoundView[] {
  return rounds.map((round) => {
    const { requestedById, requestedBy, requestedAt, closedAt, decisions, feedback, ...rest } =
      round;
    return {
      ...rest,
      requestedBy: { id: requestedById, name: requestedBy },
      requestedAt: instant(requestedAt),
      closedAt: closedAt === null ? null : instant(closedAt),
      feedback: feedback.map(({ personId, person, givenAt, ...said }) => ({
        ...said,
        title: titleOfProjectRole[said.role],
        person: { id: personId, name: person },
        givenAt: instant(givenAt),
      })),
      decisions: decisions.map(({ personId, person, returnStageId, decidedAt, ...decision }) => ({
        ...decision,
        title: titleOfProjectRole[decision.role],
        person: { id: personId, name: person },
        returnStage: stageLinkOf(project.stages.find((stage) => stage.id === returnStageId)),
        decidedAt: instant(decidedAt),
        inWords: signatureWords({
          ...decision,
          signerName: person,
          signedAt: decidedAt,
          roleTitle: titleOfProjectRole[decision.role],
        }),
      })),
    };
  });
}

function stageLinkOf(stage: StageFacts | undefined) {
  return stage === undefined ? null : { id: stage.id, number: stage.number, name: stage.name };
}

export function conditionsView(
  rows: readonly StoredConditionRow[],
  at: GateAt,
  whyNotConfirm: (row: StoredConditionRow) => string | null,
): ConditionView[] {
  const { project } = at;
  return rows.map((row) => {
    const blocks = project.gates.find((gate) => gate.id === row.blocksGateId);
    return {
      id: row.id,
      code: row.code,
      text: row.text,
      owner: { id: row.ownerId, name: row.owner },
      setBy: { id: row.setById, name: row.setBy },
      dueOn: row.dueOn,
      blocksGate: blocks === undefined ? null : { id: blocks.id, code: blocks.code },
      state: conditionState(row, project.today),
      metAt: row.metAt === null ? null : instant(row.metAt),
      metNote: row.metNote,
      whyNotConfirm: whyNotConfirm(row),
    };
  });
}

function conditionState(row: StoredConditionRow, today: string): ConditionView["state"] {
  if (row.metAt !== null) {
    return "met";
  }
  return row.dueOn !== null && row.dueOn < today ? "overdue" : "open";
}

function instant(text: string): string {
  return new Date(text).toISOString();
}
