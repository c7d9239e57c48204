import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import type { Member } from "@/lib/authz/actor";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import { defineCommand } from "@/lib/execution/command";
import { mayWaive, whyNotWaiveFor } from "@/lib/gates/policy";
import { type GateAt, openRoundOf } from "@/lib/gates/rules/gate-facts";
import { waiverSubjectSha256 } from "@/lib/gates/rules/subjects";
import { type WaiveGateInput, waiveGateInput } from "@/lib/gates/schema/inputs";
import { loadGateAt, scopeOfGate } from "@/lib/gates/store/find-gate";
import { holdGates } from "@/lib/gates/store/hold-gates";
import { insertSignature } from "@/lib/gates/store/insert-signature";
import { closeRound } from "@/lib/gates/store/rounds";
import { settleGates } from "@/lib/gates/store/settle-gates";
import { findSameWaiver, insertWaiver } from "@/lib/gates/store/waivers";
import { consumeReauthentication } from "@/lib/identity/store";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";

export const waiveGate = defineCommand({
  name: "gate.waive",
  permission: "gate:waive",
  input: waiveGateInput,
  operation: {
    method: "POST",
    path: "/gates/{gateId}/waivers",
    summary: "Let a project go on without a gate for a limited time",
  },
  scope: ({ tx, input }) => scopeOfGate(tx, input.gateId),

  async execute({ tx, access, input, now }) {
    const { projectId, workspaceId, member } = access;
    const { gateId, role, reason, expiresOn, requestedById } = input;
    await holdGates(tx, projectId);
    const at = await loadGateAt(tx, { gateId, projectId, now });
    const { project, gate } = at;
    const grantedById = member.userId;
    const same = await findSameWaiver(tx, { gateId, grantedById, expiresOn, reason });
    if (same !== null && gate.state === "waived") {
      return {
        value: { gateId, projectId, waiverId: same.id, state: gate.state },
        unchanged: true,
      };
    }
    demandWaivable(at, { member, input });
    const { signatureId, statementSha256 } = await sign(tx, { at, member, input, now });
    const voided = await voidOpenRound(tx, at, now);
    const waiver = { gateId, reason, requestedById, grantedById, role, signatureId, expiresOn };
    const { id: waiverId } = await insertWaiver(tx, { ...waiver, grantedAt: now });
    const settled = await settleGates(tx, { projectId, now, gateIds: [gateId] });
    const told = await notify(tx, {
      workspaceId,
      projectId,
      kind: "decision_made",
      userIds: [requestedById],
      except: grantedById,
      title: `${project.key} ${gate.code} is waived until ${expiresOn}`,
      because: "because you asked for the waiver",
      href: `/projects/${projectId}/gates/${gateId}`,
    });
    const { code } = gate;
    return {
      value: { gateId, projectId, waiverId, state: settled.states.get(gateId) ?? gate.state },
      audit: [
        {
          type: "gate.waived",
          gateId,
          code,
          reason,
          expiresOn,
          role,
          signatureId,
          statementSha256,
        },
        ...voided,
        ...settled.events,
      ],
      jobs: [...told, ...settled.jobs],
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

async function sign(tx: Tx, signing: Asked & { at: GateAt; now: Date }) {
  const { at, member, input, now } = signing;
  const { project, gate } = at;
  const { role, reason, expiresOn, token } = input;
  const { userId } = member;
  const sha256 = waiverSubjectSha256(gate);
  const proof = { userId, token, subjectSha256: sha256, now };
  const { assurance } = await consumeReauthentication(tx, proof);
  return insertSignature(tx, {
    workspace: { id: project.workspaceId, name: project.workspaceName },
    project: { id: project.id, key: project.key, name: project.name },
    subject: {
      kind: "waiver",
      id: gate.id,
      name: `Waiver of ${gate.code} ${gate.name}`,
      version: gate.roundNumber,
      sha256,
    },
    covers: [],
    policySha256: gate.policySha256,
    round: null,
    signer: { id: userId, name: member.name },
    role,
    meaning: `I waive ${gate.code} ${gate.name} until ${expiresOn}: ${reason}`,
    assurance,
    at: now,
    buildsOn: [],
  });
}

async function voidOpenRound(tx: Tx, at: GateAt, now: Date): Promise<AuditEvent[]> {
  const round = openRoundOf(at);
  if (round === null) {
    return [];
  }
  const reason = "the gate was waived";
  await closeRound(tx, { roundId: round.id, outcome: "voided", at: now, reason });
  const { id: gateId, code } = at.gate;
  return [{ type: "gate.round-closed", gateId, code, round: round.number, outcome: "voided" }];
}
