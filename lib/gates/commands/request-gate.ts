import "server-only";
import type { Member } from "@/lib/authz/actor";
import type { ProjectRole } from "@/lib/authz/permissions";
import { defineCommand } from "@/lib/execution/command";
import { DECISION_DAYS, needsEarlyReason, whyNotRequest } from "@/lib/gates/policy";
import { teamRoles } from "@/lib/gates/rules/criteria/criterion-context";
import { eligibleNow } from "@/lib/gates/rules/eligible-now";
import { type Evaluation, evaluateGate } from "@/lib/gates/rules/evaluate-gate";
import { sentenceOfGate } from "@/lib/gates/rules/explain-gate";
import { type GateAt, openRoundOf } from "@/lib/gates/rules/gate-facts";
import { isPassing } from "@/lib/gates/rules/next-state";
import { coveredSubjects } from "@/lib/gates/rules/subjects";
import { requestGateInput } from "@/lib/gates/schema/inputs";
import { loadGateAt, scopeOfGate } from "@/lib/gates/store/find-gate";
import { holdGates } from "@/lib/gates/store/hold-gates";
import { openRound } from "@/lib/gates/store/rounds";
import { settleGates } from "@/lib/gates/store/settle-gates";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { addDays, dayInWords } from "@/lib/kernel/calendar";
import { notify } from "@/lib/notifications/store";

export const requestGate = defineCommand({
  name: "gate.request",
  permission: "gate:request",
  input: requestGateInput,
  operation: {
    method: "POST",
    path: "/gates/{gateId}/rounds",
    summary: "Request the review of a gate",
  },
  scope: ({ tx, input }) => scopeOfGate(tx, input.gateId),

  async execute({ tx, access, input, now }) {
    const { projectId, workspaceId, member } = access;
    const { gateId, statement } = input;
    await holdGates(tx, projectId);
    const at = await loadGateAt(tx, { gateId, projectId, now });
    const { gate, project } = at;
    const open = openRoundOf(at);
    if (open !== null && open.requestedById === member.userId) {
      const { number: round, dueOn } = open;
      return { value: { gateId, projectId, round, dueOn, state: gate.state }, unchanged: true };
    }
    const evaluation = evaluateGate(at);
    demandRequestable(at, { member, evaluation, earlyReason: input.earlyReason });
    const dueOn = input.dueOn ?? addDays(project.today, DECISION_DAYS);
    if (dueOn < project.today) {
      throw fieldError("dueOn", "A decision cannot be due in the past.");
    }
    const eligible = eligibleNow(at, member.userId);
    const number = gate.roundNumber + 1;
    const earlyReason = evaluation.isMet ? "" : input.earlyReason;
    const { policy, policySha256, code } = gate;
    await openRound(tx, {
      gateId,
      number,
      iteration: project.iteration,
      requestedById: member.userId,
      requestedRole: speakingRole(member),
      statement,
      earlyReason,
      policy,
      policySha256,
      trace: evaluation.results,
      subjects: coveredSubjects(at),
      eligible,
      dueOn,
      changes: [],
      isRenewal: isPassing(at),
      at: now,
    });
    const settled = await settleGates(tx, { projectId, now, gateIds: [gateId] });
    const asked = await loadGateAt(tx, { gateId, projectId, now });
    const told = await notify(tx, {
      workspaceId,
      projectId,
      kind: "decision_wanted",
      userIds: Object.values(eligible).flat(),
      except: member.userId,
      title: `${project.key} ${code} ${gate.name}: your decision is wanted by ${dayInWords(dueOn)}`,
      detail: sentenceOfGate(asked),
      because: "because your role decides this gate",
      href: `/projects/${projectId}/gates/${gateId}`,
    });
    return {
      value: {
        gateId,
        projectId,
        round: number,
        dueOn,
        state: settled.states.get(gateId) ?? gate.state,
      },
      audit: [
        { type: "gate.requested", gateId, code, round: number, policySha256, earlyReason },
        ...settled.events,
      ],
      jobs: [...told, ...settled.jobs],
    };
  },
});

function demandRequestable(
  at: GateAt,
  facts: { member: Member; evaluation: Evaluation; earlyReason: string },
): void {
  const { member, evaluation, earlyReason } = facts;
  const sentence = whyNotRequest(at, member, evaluation);
  if (sentence !== null) {
    throw new AppError("rule_refused", sentence);
  }
  if (needsEarlyReason(evaluation) && earlyReason.length < 10) {
    throw fieldError(
      "earlyReason",
      `${evaluation.met} of ${evaluation.of} criteria are met. Say in at least ten characters why review is asked for now.`,
    );
  }
}

function speakingRole(member: Member): ProjectRole {
  return teamRoles.find((role) => member.roles.includes(role)) ?? "lead";
}
