import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { whyNotAttest } from "@/lib/gates/policy";
import { attestationCriteria } from "@/lib/gates/rules/attestation-criteria";
import { attestationsOf } from "@/lib/gates/rules/criteria/attestation";
import { attestInput } from "@/lib/gates/schema/inputs";
import { insertAttestation } from "@/lib/gates/store/attestations";
import { loadGateAt, scopeOfGate } from "@/lib/gates/store/find-gate";
import { holdGates } from "@/lib/gates/store/hold-gates";
import { settleGates } from "@/lib/gates/store/settle-gates";
import { AppError, fieldError } from "@/lib/kernel/app-error";

export const attestCriterion = defineCommand({
  name: "gate.attest",
  permission: "gate:attest",
  input: attestInput,
  operation: {
    method: "POST",
    path: "/gates/{gateId}/attestations",
    summary: "Attest a judgement a gate asks for",
  },
  scope: ({ tx, input }) => scopeOfGate(tx, input.gateId),

  async execute({ tx, access, input, now }) {
    const { projectId, member } = access;
    const { gateId, criterionId, note } = input;
    await holdGates(tx, projectId);
    const at = await loadGateAt(tx, { gateId, projectId, now });
    const criterion = attestationCriteria(at.gate.policy).find(({ id }) => id === criterionId);
    if (criterion === undefined) {
      throw fieldError("criterionId", `${at.gate.code} asks for no such judgement.`);
    }
    const refused = whyNotAttest(at, member, criterion);
    if (refused !== null) {
      throw new AppError("rule_refused", refused);
    }
    const given = attestationsOf(at, criterionId).find((each) => each.role === criterion.role);
    const base = { gateId, projectId, criterionId };
    if (given !== undefined) {
      const value = { ...base, attestationId: given.id, state: at.gate.state };
      return { value, unchanged: true };
    }
    const { role, statement } = criterion;
    const { iteration } = at.project;
    const attestedById = member.userId;
    const { id: attestationId } = await insertAttestation(tx, {
      gateId,
      criterionId,
      statement,
      note,
      attestedById,
      role,
      iteration,
      attestedAt: now,
    });
    const settled = await settleGates(tx, { projectId, now, gateIds: [gateId] });
    return {
      value: { ...base, attestationId, state: settled.states.get(gateId) ?? at.gate.state },
      audit: [
        { type: "gate.attested", gateId, code: at.gate.code, criterionId, statement, role },
        ...settled.events,
      ],
      jobs: settled.jobs,
    };
  },
});
