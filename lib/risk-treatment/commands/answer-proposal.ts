import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import type { ProjectAccess } from "@/lib/authz/access";
import { defineCommand } from "@/lib/execution/command";
import { AppError, fieldError, refuseIf } from "@/lib/kernel/app-error";
import type { NonEmptyArray } from "@/lib/kernel/non-empty-array";
import type { Tx } from "@/lib/platform/db";
import { reevaluateGates } from "@/lib/platform/jobs";
import { whyNotTreat } from "@/lib/risk-treatment/policy";
import { proposedResidual, stateOfAction } from "@/lib/risk-treatment/rules/proposal";
import { type AnswerProposalInput, answerProposalInput } from "@/lib/risk-treatment/schema";
import {
  holdTasksOf,
  listActions,
  overtaken,
  saveAnswer,
  type TreatingAction,
} from "@/lib/risk-treatment/store/actions";
import type { Level } from "@/lib/risks/rules";
import { setLevel } from "@/lib/risks/store/levels";
import { holdMatrix } from "@/lib/risks/store/matrix";
import { loadRisk, projectScopeOfRisk, type Risk, saveRisk } from "@/lib/risks/store/risk-rows";

const SHORTEST_REASON = 5;

/** What finished actions propose is taken over as the residual level, or rejected with a reason. */
export const answerProposal = defineCommand({
  name: "risk.answer-proposal",
  permission: "risk:work-own",
  input: answerProposalInput,
  operation: {
    method: "POST",
    path: "/risks/{riskId}/proposal",
    summary: "Take or reject the residual level that finished actions propose",
  },
  scope: ({ tx, input }) => projectScopeOfRisk(tx, input.riskId),

  async execute({ tx, access, input, now }) {
    const { workspaceId, projectId, member } = access;
    const { riskId, actionIds, answer, reason } = input;
    const matrix = await holdMatrix(tx, workspaceId);
    await holdTasksOf(tx, riskId);
    const risk = await loadRisk(tx, { id: riskId, projectId });
    refuseIf(whyNotTreat(risk, member));
    if (answer === "rejected" && reason.length < SHORTEST_REASON) {
      throw fieldError("reason", "Say why the level stays: whoever did the work reads it.");
    }
    const actions = await listActions(tx, riskId);
    const answered = answeredOf(actions, actionIds);
    const by = member.userId;
    await saveAnswer(tx, { riskId, actionIds: ids(answered), answer, reason, by, at: now });
    const tasks = answered.map(({ task }) => `${task.key} ${task.name}`);
    if (answer === "rejected") {
      const version = await saveRisk(tx, { id: riskId, version: input.version }, {});
      const { key } = risk;
      return {
        value: { riskId, version },
        audit: [{ type: "risk.proposal-rejected", riskId, key, tasks, reason }],
      };
    }
    const others = actions.filter((action) => stateOfAction(action) !== "proposes");
    const level = proposedResidual(risk, [...others, ...answered]);
    const taking = { access, input, risk, matrix, level, tasks, now };
    const { version, events } = await take(tx, taking);
    return { value: { riskId, version }, audit: events, jobs: [reevaluateGates(projectId)] };
  },
});

function ids(actions: readonly TreatingAction[]): string[] {
  return actions.map(({ id }) => id);
}

/** Exactly the actions the person saw, each still waiting for an answer. */
function answeredOf(actions: readonly TreatingAction[], actionIds: readonly string[]) {
  const named = new Set(actionIds);
  const answered = actions.filter(
    (action) => named.has(action.id) && stateOfAction(action) === "proposes",
  );
  if (answered.length !== named.size) {
    throw new AppError("conflict", overtaken);
  }
  return answered;
}

type Taking = {
  access: ProjectAccess;
  input: AnswerProposalInput;
  risk: Risk;
  matrix: Awaited<ReturnType<typeof holdMatrix>>;
  level: Level;
  tasks: readonly string[];
  now: Date;
};

async function take(tx: Tx, taking: Taking) {
  const { access, input, risk, matrix, level, tasks, now } = taking;
  const { riskId, alsoCurrent } = input;
  const done = `${tasks.join(" and ")} ${tasks.length === 1 ? "is" : "are"} done.`;
  const reason = input.reason === "" ? done : `${done} ${input.reason}`;
  const rating = { risk, matrix, level, reason, by: access.member.userId, now };
  const first = await setLevel(tx, { ...rating, kind: "residual", version: input.version });
  const second = alsoCurrent
    ? await setLevel(tx, { ...rating, kind: "current", version: first.version })
    : { version: first.version, events: [] };
  const { likelihood, impact } = level;
  const to = `${likelihood} x ${impact} = ${likelihood * impact}`;
  const taken: AuditEvent = {
    type: "risk.proposal-taken",
    riskId,
    key: risk.key,
    tasks: [...tasks],
    to,
    alsoCurrent,
  };
  const events: NonEmptyArray<AuditEvent> = [taken, ...first.events, ...second.events];
  return { version: second.version, events };
}
