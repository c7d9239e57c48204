import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { whyNotSetCheck } from "@/lib/gates/policy/checks";
import { checkCriteria } from "@/lib/gates/rules/check-criteria";
import { lastWordOn } from "@/lib/gates/rules/criteria/check";
import { setCheckInput } from "@/lib/gates/schema/inputs";
import { insertCheck } from "@/lib/gates/store/checks";
import { loadGateAt, scopeOfGate } from "@/lib/gates/store/find-gate";
import { holdGates } from "@/lib/gates/store/hold-gates";
import { settleGates } from "@/lib/gates/store/settle-gates";
import { AppError, fieldError } from "@/lib/kernel/app-error";

const REASON_MIN = 10;

export const setCheck = defineCommand({
  name: "gate.set-check",
  permission: "gate:attest",
  input: setCheckInput,
  operation: {
    method: "POST",
    path: "/gates/{gateId}/checks",
    summary: "Tick or un-tick a check a gate asks for",
  },
  scope: ({ tx, input }) => scopeOfGate(tx, input.gateId),

  async execute({ tx, access, input, now }) {
    const { projectId, member } = access;
    const { gateId, criterionId, note, standing } = input;
    await holdGates(tx, projectId);
    const at = await loadGateAt(tx, { gateId, projectId, now });
    const criterion = checkCriteria(at.gate.policy).find(({ id }) => id === criterionId);
    if (criterion === undefined) {
      throw fieldError("criterionId", `${at.gate.code} asks for no such check.`);
    }
    const refused = whyNotSetCheck(at, member, criterion);
    if (refused !== null) {
      throw new AppError("rule_refused", refused);
    }
    const isTicked = standing === "ticked";
    const isTickedNow = lastWordOn(at, criterion)?.isTicked ?? false;
    const base = { gateId, projectId, criterionId, standing };
    if (isTicked === isTickedNow) {
      return { value: { ...base, state: at.gate.state }, unchanged: true };
    }
    if (!isTicked && note.length < REASON_MIN) {
      throw fieldError("note", `Say why it no longer holds, in at least ${REASON_MIN} characters.`);
    }
    const { check, role } = criterion;
    await insertCheck(tx, {
      gateId,
      criterionId,
      check,
      isTicked,
      note,
      setById: member.userId,
      role,
      iteration: at.project.iteration,
      setAt: now,
    });
    const settled = await settleGates(tx, { projectId, now, gateIds: [gateId] });
    const said = { gateId, code: at.gate.code, criterionId, check, role };
    return {
      value: { ...base, state: settled.states.get(gateId) ?? at.gate.state },
      audit: [
        isTicked
          ? { type: "gate.check-ticked", ...said }
          : { type: "gate.check-unticked", ...said, reason: note },
        ...settled.events,
      ],
      jobs: settled.jobs,
    };
  },
});
