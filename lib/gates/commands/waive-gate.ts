import "server-only";
import type { Member } from "@/lib/authz/actor";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import { defineCommand } from "@/lib/execution/command";
import { mayWaive, whyNotWaiveFor } from "@/lib/gates/policy/waivers";
import type { GateAt } from "@/lib/gates/rules/gate-facts";
import { waiverSha256, waiverSubjectSha256 } from "@/lib/gates/rules/waiver";
import { type WaiveGateInput, waiveGateInput } from "@/lib/gates/schema/inputs";
import { loadGateAt, scopeOfGate } from "@/lib/gates/store/find-gate";
import { grantWaiver } from "@/lib/gates/store/grant-waiver";
import { holdGates } from "@/lib/gates/store/hold-gates";
import { findSameWaiver, insertProposal } from "@/lib/gates/store/waivers";
import { AppError, fieldError } from "@/lib/kernel/app-error";

export const waiveGate = defineCommand({
  name: "gate.waive",
  permission: "gate:waive",
  input: waiveGateInput,
  operation: {
    method: "POST",
    path: "/gates/{gateId}/waivers",
    summary: "Propose to go on without a gate for a limited time, and grant one's own part of it",
  },
  scope: ({ tx, input }) => scopeOfGate(tx, input.gateId),

  async execute({ tx, access, input, now }) {
    const { projectId, member } = access;
    const { gateId, role, reason, expiresOn, requestedById, token } = input;
    await holdGates(tx, projectId);
    const at = await loadGateAt(tx, { gateId, projectId, now });
    const { gate } = at;
    const grantedById = member.userId;
    const same = await findSameWaiver(tx, { gateId, grantedById, expiresOn, reason });
    if (same !== null && (same.grantedAt === null || gate.state === "waived")) {
      const value = { gateId, projectId, waiverId: same.id, isInForce: same.grantedAt !== null };
      return { value: { ...value, state: gate.state }, unchanged: true };
    }
    demandWaivable(at, { member, input });
    const needs = gate.policy.waivedBy;
    const proposal = { reason, requestedById, needs, proposedAt: now.toISOString(), expiresOn };
    const subjectSha256 = waiverSha256(gate, proposal);
    const row = { ...proposal, gateId, subjectSha256 };
    const { id: waiverId } = await insertProposal(tx, { ...row, proposedAt: now });
    const granted = await grantWaiver(tx, {
      at,
      waiver: { ...row, id: waiverId, grantedAt: null, grants: [] },
      member,
      role,
      token,
      proofSha256: waiverSubjectSha256(gate),
      now,
    });
    const isInForce = granted.stillNeeded.length === 0;
    return {
      value: { gateId, projectId, waiverId, isInForce, state: granted.state },
      audit: granted.events,
      jobs: granted.jobs,
    };
  },
});

type Asked = { member: Member; input: WaiveGateInput };

function demandWaivable(at: GateAt, { member, input }: Asked): void {
  const permit = mayWaive(at, member);
  if (!permit.allowed) {
    throw new AppError("rule_refused", permit.sentence);
  }
  if (!permit.roles.includes(input.role)) {
    const titles = permit.roles.map((role) => titleOfProjectRole[role]).join(" or ");
    throw fieldError("role", `You can waive this gate as: ${titles}.`);
  }
  const { requestedById, expiresOn } = input;
  const wrong = whyNotWaiveFor(at, { grantorId: member.userId, requestedById, expiresOn });
  if (wrong !== null) {
    throw fieldError(wrong.path, wrong.message);
  }
}
