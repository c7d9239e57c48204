import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { whyNotWithdrawAttestation } from "@/lib/gates/policy";
import { attestationCriteria } from "@/lib/gates/rules/attestation-criteria";
import { withdrawAttestationInput } from "@/lib/gates/schema/inputs";
import { withdrawAttestationRow } from "@/lib/gates/store/attestations";
import { loadGateAt, scopeOfGate } from "@/lib/gates/store/find-gate";
import { holdGates } from "@/lib/gates/store/hold-gates";
import { settleGates } from "@/lib/gates/store/settle-gates";
import { AppError } from "@/lib/kernel/app-error";

export const withdrawAttestation = defineCommand({
  name: "gate.withdraw-attestation",
  permission: "gate:attest",
  input: withdrawAttestationInput,
  operation: {
    method: "POST",
    path: "/gates/{gateId}/attestations/{attestationId}/withdrawal",
    summary: "Withdraw one's own attestation",
  },
  scope: ({ tx, input }) => scopeOfGate(tx, input.gateId),

  async execute({ tx, access, input, now }) {
    const { projectId, member } = access;
    const { gateId, attestationId } = input;
    await holdGates(tx, projectId);
    const at = await loadGateAt(tx, { gateId, projectId, now });
    const given = at.project.attestations.find(
      (each) => each.id === attestationId && each.gateId === gateId,
    );
    if (given === undefined) {
      throw new AppError("not_found", "This attestation does not exist or was withdrawn.");
    }
    const refused = whyNotWithdrawAttestation(given, member);
    if (refused !== null) {
      throw new AppError("rule_refused", refused);
    }
    await withdrawAttestationRow(tx, { attestationId, at: now });
    const settled = await settleGates(tx, { projectId, now, gateIds: [gateId] });
    const { criterionId } = given;
    const criterion = attestationCriteria(at.gate.policy).find(({ id }) => id === criterionId);
    const statement = criterion?.statement ?? "";
    const state = settled.states.get(gateId) ?? at.gate.state;
    return {
      value: { gateId, projectId, criterionId, attestationId, state },
      audit: [
        { type: "gate.attestation-withdrawn", gateId, code: at.gate.code, criterionId, statement },
        ...settled.events,
      ],
      jobs: settled.jobs,
    };
  },
});
