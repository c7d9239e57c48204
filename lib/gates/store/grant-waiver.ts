import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import type { Member } from "@/lib/authz/actor";
import type { ProjectRole } from "@/lib/authz/permissions";
import { type GateAt, openRoundOf, type WaiverFacts } from "@/lib/gates/rules/gate-facts";
import { missingGrants, possibleGrantors } from "@/lib/gates/rules/waiver";
import type { GateState } from "@/lib/gates/schema";
import { insertSignature } from "@/lib/gates/store/insert-signature";
import { closeRound } from "@/lib/gates/store/rounds";
import { settleGates } from "@/lib/gates/store/settle-gates";
import { insertGrant, putInForce } from "@/lib/gates/store/waivers";
import { consumeReauthentication } from "@/lib/identity/store";
import { dayInWords } from "@/lib/kernel/calendar";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import type { NonEmptyArray } from "@/lib/kernel/non-empty-array";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import type { Job } from "@/lib/platform/jobs";

type Granting = {
  at: GateAt;
  waiver: WaiverFacts;
  member: Member;
  role: ProjectRole;
  /** Proof of who grants it, bound to `proofSha256`. */
  token: string;
  proofSha256: string;
  now: Date;
};

export type Granted = {
  state: GateState;
  stillNeeded: ProjectRole[];
  events: NonEmptyArray<AuditEvent>;
  jobs: Job[];
};

/**
 * One role's signed part of a waiver. The last part puts it in force: an open
 * round ends unheard and the gate takes its new state. Until then nothing moves.
 */
export async function grantWaiver(tx: Tx, granting: Granting): Promise<Granted> {
  const { at, waiver, member, role, now } = granting;
  const { gate, project } = at;
  const { signatureId, statementSha256 } = await sign(tx, granting);
  const grant = { role, grantedById: member.userId, signatureId };
  await insertGrant(tx, { ...grant, waiverId: waiver.id, grantedAt: now });
  const granted = { ...waiver, grants: [...waiver.grants, grant] };
  const stillNeeded = missingGrants(granted, project.people);
  const { id: gateId, code } = gate;
  const { reason, expiresOn } = waiver;
  const signed = { gateId, code, reason, expiresOn, role, signatureId, statementSha256 };
  const telling = { at, waiver: granted, member, stillNeeded };
  if (stillNeeded.length > 0) {
    return {
      state: gate.state,
      stillNeeded,
      events: [{ type: "gate.waiver-granted", waiverId: waiver.id, stillNeeded, ...signed }],
      jobs: await askTheOthers(tx, telling),
    };
  }
  const voided = await voidOpenRound(tx, at, now);
  await putInForce(tx, { gateId, waiverId: waiver.id, at: now });
  const settled = await settleGates(tx, { projectId: project.id, now, gateIds: [gateId] });
  return {
    state: settled.states.get(gateId) ?? gate.state,
    stillNeeded,
    events: [{ type: "gate.waived", ...signed }, ...voided, ...settled.events],
    jobs: [...(await tellOfWaiver(tx, telling)), ...settled.jobs],
  };
}

async function sign(tx: Tx, granting: Granting) {
  const { at, waiver, member, role, token, proofSha256, now } = granting;
  const { project, gate } = at;
  const { userId } = member;
  const { reason, expiresOn, subjectSha256: sha256 } = waiver;
  const proof = { userId, token, subjectSha256: proofSha256, now };
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
    buildsOn: waiver.grants.map((grant) => grant.signatureId),
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

type Telling = { at: GateAt; waiver: WaiverFacts; member: Member; stillNeeded: ProjectRole[] };

function noticeOf({ at, waiver, member }: Telling) {
  const { project, gate } = at;
  return {
    workspaceId: project.workspaceId as WorkspaceId,
    projectId: project.id as ProjectId,
    except: member.userId,
    name: `${project.key} ${gate.code} ${gate.name}`,
    until: dayInWords(waiver.expiresOn),
    href: `/projects/${project.id}/gates/${gate.id}`,
  };
}

async function askTheOthers(tx: Tx, telling: Telling): Promise<Job[]> {
  const { at, waiver, stillNeeded } = telling;
  const { name, until, ...notice } = noticeOf(telling);
  return notify(tx, {
    ...notice,
    kind: "decision_wanted",
    userIds: stillNeeded.flatMap((role) =>
      possibleGrantors(waiver, at, role).map((person) => person.userId),
    ),
    title: `${name}: a waiver until ${until} waits for your grant`,
    because: "because it takes your role to waive this gate",
  });
}

async function tellOfWaiver(tx: Tx, telling: Telling): Promise<Job[]> {
  const { at, waiver } = telling;
  const { name, until, ...notice } = noticeOf(telling);
  const leads = at.project.people.filter((person) => person.roles.includes("lead"));
  return notify(tx, {
    ...notice,
    kind: "decision_made",
    userIds: [
      waiver.requestedById,
      ...waiver.grants.map((grant) => grant.grantedById),
      ...leads.map((person) => person.userId),
    ],
    title: `${name} is waived until ${until}`,
    because: "because you asked for the waiver, granted it or lead the project",
  });
}
