import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { whyNotWithdraw } from "@/lib/gates/policy";
import { openRoundOf } from "@/lib/gates/rules/gate-facts";
import { withdrawRequestInput } from "@/lib/gates/schema/inputs";
import { loadGateAt, scopeOfGate } from "@/lib/gates/store/find-gate";
import { holdGates } from "@/lib/gates/store/hold-gates";
import { closeRound } from "@/lib/gates/store/rounds";
import { settleGates } from "@/lib/gates/store/settle-gates";
import { AppError } from "@/lib/kernel/app-error";
import { notify } from "@/lib/notifications/store";

export const withdrawRequest = defineCommand({
  name: "gate.withdraw-request",
  permission: "gate:request",
  input: withdrawRequestInput,
  operation: {
    method: "POST",
    path: "/gates/{gateId}/withdrawal",
    summary: "Withdraw the open request for review of a gate",
  },
  scope: ({ tx, input }) => scopeOfGate(tx, input.gateId),

  async execute({ tx, access, input, now }) {
    const { projectId, workspaceId, member } = access;
    const { gateId, reason } = input;
    await holdGates(tx, projectId);
    const at = await loadGateAt(tx, { gateId, projectId, now });
    const round = openRoundOf(at);
    const refused = whyNotWithdraw(at, member);
    if (round === null || refused !== null) {
      throw new AppError("rule_refused", refused ?? "No round is open.");
    }
    if (round.number !== input.round) {
      throw new AppError("conflict", `Round ${round.number} is open now. Reload to see it.`);
    }
    await closeRound(tx, { roundId: round.id, outcome: "withdrawn", at: now, reason });
    const settled = await settleGates(tx, { projectId, now, gateIds: [gateId] });
    const { project, gate } = at;
    const told = await notify(tx, {
      workspaceId,
      projectId,
      kind: "decision_made",
      userIds: [round.requestedById, ...Object.values(round.eligible).flat()],
      except: member.userId,
      title: `${project.key} ${gate.code}: round ${round.number} was withdrawn`,
      because: "because your decision was wanted",
      href: `/projects/${projectId}/gates/${gateId}`,
    });
    const state = settled.states.get(gateId) ?? gate.state;
    const { number } = round;
    return {
      value: { gateId, projectId, round: number, state },
      audit: [
        { type: "gate.request-withdrawn", gateId, code: gate.code, round: number, reason },
        ...settled.events,
      ],
      jobs: [...told, ...settled.jobs],
    };
  },
});
