import "server-only";
import type { Member } from "@/lib/authz/actor";
import { type ProjectRole, titleOfProjectRole } from "@/lib/authz/permissions";
import { defineCommand } from "@/lib/execution/command";
import { mayGrantWaiver } from "@/lib/gates/policy/waivers";
import type { GateAt, WaiverFacts } from "@/lib/gates/rules/gate-facts";
import { proposedWaiverOf, waiverSha256 } from "@/lib/gates/rules/waiver";
import { grantWaiverInput } from "@/lib/gates/schema/inputs";
import { loadGateAt, scopeOfGate } from "@/lib/gates/store/find-gate";
import { grantWaiver as grantPart } from "@/lib/gates/store/grant-waiver";
import { holdGates } from "@/lib/gates/store/hold-gates";
import { findOwnGrant } from "@/lib/gates/store/waivers";
import { AppError, fieldError } from "@/lib/kernel/app-error";

export const grantWaiver = defineCommand({
  name: "gate.grant-waiver",
  permission: "gate:waive",
  input: grantWaiverInput,
  operation: {
    method: "POST",
    path: "/gates/{gateId}/waivers/{waiverId}/grants",
    summary: "Grant a proposed waiver of a gate in one's own role",
  },
  scope: ({ tx, input }) => scopeOfGate(tx, input.gateId),

  async execute({ tx, access, input, now }) {
    const { projectId, member } = access;
    const { gateId, waiverId, role, token } = input;
    await holdGates(tx, projectId);
    const at = await loadGateAt(tx, { gateId, projectId, now });
    const known = at.project.waivers.find((each) => each.id === waiverId) ?? null;
    const base = { gateId, projectId, waiverId };
    const own = await findOwnGrant(tx, { waiverId, grantedById: member.userId, role });
    if (known !== null && own !== null) {
      const isInForce = known.grantedAt !== null;
      return { value: { ...base, isInForce, state: at.gate.state }, unchanged: true };
    }
    const waiver = demandGrantable(at, { member, waiverId, role });
    const proofSha256 = waiver.subjectSha256;
    const granted = await grantPart(tx, { at, waiver, member, role, token, proofSha256, now });
    const isInForce = granted.stillNeeded.length === 0;
    return {
      value: { ...base, isInForce, state: granted.state },
      audit: granted.events,
      jobs: granted.jobs,
    };
  },
});

function demandGrantable(
  at: GateAt,
  facts: { member: Member; waiverId: string; role: ProjectRole },
): WaiverFacts {
  const { member, waiverId, role } = facts;
  const permit = mayGrantWaiver(at, member);
  const waiver = proposedWaiverOf(at);
  if (waiver === null || !permit.allowed) {
    throw new AppError("rule_refused", permit.allowed ? "No waiver waits." : permit.sentence);
  }
  if (waiver.id !== waiverId || waiverSha256(at.gate, waiver) !== waiver.subjectSha256) {
    throw new AppError(
      "conflict",
      `What ${at.gate.code} would be waived for changed. Read it again; nothing was signed.`,
    );
  }
  if (!permit.roles.includes(role)) {
    const titles = permit.roles.map((each) => titleOfProjectRole[each]).join(" or ");
    throw fieldError("role", `You can grant this waiver as: ${titles}.`);
  }
  return waiver;
}
