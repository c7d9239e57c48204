import { randomUUID } from "node:crypto";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { attestCriterion } from "@/lib/gates/commands/attest-criterion";
import { decideGate } from "@/lib/gates/commands/decide-gate";
import { grantWaiver } from "@/lib/gates/commands/grant-waiver";
import { requestGate } from "@/lib/gates/commands/request-gate";
import { waiveGate } from "@/lib/gates/commands/waive-gate";
import { getGate } from "@/lib/gates/queries";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { now as clockNow } from "@/lib/platform/clock";
import { hashOfSecret } from "@/lib/platform/secrets";
import { submittedCase } from "@/lib/testing/inputs/business-cases";
import type { ValidInputs } from "@/lib/testing/valid-input";
import type { Person, TestProject, World } from "@/lib/testing/world";

const MINUTE_MS = 60_000;

/** Proof that this person confirmed who they are for exactly this subject, as identity.confirm leaves it. */
export async function aProof(world: World, person: Person, subjectSha256: string): Promise<string> {
  const token = randomUUID();
  const now = clockNow().getTime();
  await world.db.reauthentication.create({
    data: {
      userId: person.userId,
      tokenHash: hashOfSecret(token),
      subjectSha256,
      assurance: "password",
      createdAt: new Date(now),
      expiresAt: new Date(now + 5 * MINUTE_MS),
    },
  });
  return token;
}

export async function gateIdOf(world: World, project: TestProject, code = "G1"): Promise<string> {
  const gate = await world.db.gate.findFirstOrThrow({ where: { projectId: project.id, code } });
  return gate.id;
}

export type OpenGate = { gateId: string; round: number; sponsor: Person; reviewer: Person };

export const askedEarly = "The sponsor is away next week, so we ask before the last task is done.";

/** G1 asked for early by the lead, with a sponsor and a risk reviewer to decide it. */
export async function openGate(world: World, project: TestProject): Promise<OpenGate> {
  const sponsor = await world.person(project, "sponsor");
  const reviewer = await world.person(project, "risk_reviewer");
  const gateId = await gateIdOf(world, project);
  const asked = await runCommand(requestGate, project.lead.actor, {
    gateId,
    earlyReason: askedEarly,
  });
  if (!asked.ok) {
    throw asked.error;
  }
  return { gateId, round: asked.value.round, sponsor, reviewer };
}

/** An input of gate.decide with a fresh proof of this person for the open round. */
export async function aDecision(
  world: World,
  gate: { gateId: string; round: number; by: Person; role: string },
  overrides: Record<string, unknown> = {},
) {
  const { gateId, round, by, role } = gate;
  const view = await runQuery(getGate, by.actor, { gateId });
  const token = await aProof(world, by, view.round?.subjectSha256 ?? "");
  return { gateId, round, role, verdict: "approve", token, ...overrides };
}

/** Decides as this person with a proof of their own. */
export async function decided(
  world: World,
  gate: { gateId: string; round: number },
  given: { by: Person; role: string },
  overrides: Record<string, unknown> = {},
) {
  const { by, role } = given;
  const input = await aDecision(world, { ...gate, by, role }, overrides);
  return runCommand(decideGate, by.actor, input);
}

/** What a gate left in the tables, to show that a refusal left nothing. */
export async function rowsOf(world: World, gateId: string) {
  const rounds = await world.db.gateRound.count({ where: { gateId } });
  const decisions = await world.db.gateDecision.count({ where: { round: { gateId } } });
  const signatures = await world.db.signature.count({ where: { subjectId: gateId } });
  return { rounds, decisions, signatures };
}

/** G1 approved by the sponsor with one condition that the lead owns. */
export async function aCondition(world: World, project: TestProject) {
  const open = await openGate(world, project);
  const conditions = [
    {
      text: "Baseline churn is measured",
      ownerId: project.lead.userId,
      dueOn: addDays(dayOf(new Date()), 14),
    },
  ];
  const input = await aDecision(
    world,
    { ...open, by: open.sponsor, role: "sponsor" },
    { verdict: "approve_with_conditions", reason: "Sound, once it is measured.", conditions },
  );
  const decided = await runCommand(decideGate, open.sponsor.actor, input);
  if (!decided.ok) {
    throw decided.error;
  }
  const { gateId } = open;
  const condition = await world.db.gateCondition.findFirstOrThrow({ where: { gateId } });
  return { ...open, conditionId: condition.id };
}

export async function aWaiver(world: World, project: TestProject, by: Person) {
  const gateId = await gateIdOf(world, project);
  const view = await runQuery(getGate, by.actor, { gateId });
  const { subjectSha256 = "" } = view.toWaive ?? {};
  return {
    gateId,
    role: by.roles[0],
    reason: "The regulator asks for the report first.",
    expiresOn: addDays(dayOf(new Date()), 30),
    requestedById: project.lead.userId,
    token: await aProof(world, by, subjectSha256),
  };
}

/** The same waiver as the one who grants the other part of it sees it. */
export async function aGrant(world: World, gateId: string, by: Person) {
  const { toGrantWaiver } = await runQuery(getGate, by.actor, { gateId });
  const { waiverId = "", subjectSha256 = "", choices = [] } = toGrantWaiver ?? {};
  const token = await aProof(world, by, subjectSha256);
  return { gateId, waiverId, role: choices[0]?.role, token };
}

/** G1 waived by a sponsor and a risk reviewer together. */
export async function waivedGate(world: World, project: TestProject) {
  const sponsor = await world.person(project, "sponsor");
  const reviewer = await world.person(project, "risk_reviewer");
  const input = await aWaiver(world, project, sponsor);
  const { gateId } = input;
  const proposed = await runCommand(waiveGate, sponsor.actor, input);
  const granted = await runCommand(
    grantWaiver,
    reviewer.actor,
    await aGrant(world, gateId, reviewer),
  );
  if (!proposed.ok || !granted.ok) {
    throw new Error(`${gateId} could not be waived.`);
  }
  return { gateId, sponsor, reviewer, expiresOn: input.expiresOn };
}

/** The first judgement the default playbook asks for in its standard form: G2, a domain expert. */
async function anAttestation(world: World, project: TestProject) {
  const gateId = await gateIdOf(world, project, "G2");
  return { gateId, criterionId: "quality-stated", note: "Read with the claims desk." };
}

/** The check the default playbook asks for in its standard form: G7, operations. */
export async function aCheck(world: World, project: TestProject) {
  const gateId = await gateIdOf(world, project, "G7");
  return { gateId, criterionId: "connections-tested", standing: "ticked", note: "All nine." };
}

export const validInputs: ValidInputs = {
  async "case.sign"(world, project) {
    const sponsor = await world.person(project, "sponsor");
    const { number, sha256 } = await submittedCase(project);
    const token = await aProof(world, sponsor, sha256);
    return { projectId: project.id, number, sha256, readSha256: sha256, role: "sponsor", token };
  },
  async "gate.request"(world, project) {
    await world.person(project, "sponsor");
    await world.person(project, "risk_reviewer");
    return { gateId: await gateIdOf(world, project), earlyReason: askedEarly };
  },
  async "gate.decide"(world, project) {
    const open = await openGate(world, project);
    return aDecision(world, { ...open, by: open.sponsor, role: "sponsor" });
  },
  async "gate.withdraw-request"(world, project) {
    const { gateId, round } = await openGate(world, project);
    return { gateId, round, reason: "The criteria changed since we asked." };
  },
  "gate.attest": anAttestation,
  "gate.set-check": aCheck,
  async "gate.give-feedback"(world, project) {
    const { gateId, round } = await openGate(world, project);
    return { gateId, round, level: "minor", text: "The claims desk calls this field otherwise." };
  },
  async "gate.withdraw-attestation"(world, project) {
    const expert = await world.person(project, "domain_expert");
    const input = await anAttestation(world, project);
    const given = await runCommand(attestCriterion, expert.actor, input);
    if (!given.ok) {
      throw given.error;
    }
    return { gateId: input.gateId, attestationId: given.value.attestationId };
  },
  async "gate.waive"(world, project) {
    return aWaiver(world, project, await world.person(project, "sponsor"));
  },
  async "gate.grant-waiver"(world, project) {
    const sponsor = await world.person(project, "sponsor");
    const reviewer = await world.person(project, "risk_reviewer");
    const proposed = await aWaiver(world, project, sponsor);
    await runCommand(waiveGate, sponsor.actor, proposed);
    return aGrant(world, proposed.gateId, reviewer);
  },
  async "condition.confirm-met"(world, project) {
    const { conditionId } = await aCondition(world, project);
    return { conditionId, note: "Measured: 11.2 % in 2026." };
  },
  "gate.reevaluate": (_world, project) => Promise.resolve({ projectId: project.id }),
  "gate.list": (_world, project) => Promise.resolve({ projectId: project.id }),
  "gate.metric-criteria": (_world, project) => Promise.resolve({ projectId: project.id }),
  "gate.get": async (world, project) => ({ gateId: await gateIdOf(world, project) }),
  "gate.waiting-for-me": ({ workspaceId }) => Promise.resolve({ workspaceId }),
};
