import { randomUUID } from "node:crypto";
import { expireDue } from "@/jobs/expire-due";
import { attachEvidence } from "@/lib/evidence/commands/attach-evidence";
import { supersedeEvidence } from "@/lib/evidence/commands/supersede-evidence";
import { withdrawEvidence } from "@/lib/evidence/commands/withdraw-evidence";
import { runCommand } from "@/lib/execution/command";
import { attestCriterion } from "@/lib/gates/commands/attest-criterion";
import { confirmCondition } from "@/lib/gates/commands/confirm-condition";
import { decideGate } from "@/lib/gates/commands/decide-gate";
import { grantWaiver } from "@/lib/gates/commands/grant-waiver";
import { reevaluateGates } from "@/lib/gates/commands/reevaluate-gates";
import { requestGate } from "@/lib/gates/commands/request-gate";
import { waiveGate } from "@/lib/gates/commands/waive-gate";
import { withdrawAttestation } from "@/lib/gates/commands/withdraw-attestation";
import { withdrawRequest } from "@/lib/gates/commands/withdraw-request";
import { roundSubjectSha256 } from "@/lib/gates/rules/subjects";
import { waiverSubjectSha256 } from "@/lib/gates/rules/waiver";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { setClock } from "@/lib/platform/clock";
import { addProjectMember } from "@/lib/projects/commands/add-project-member";
import { changeMemberRoles } from "@/lib/projects/commands/change-member-roles";
import { removeProjectMember } from "@/lib/projects/commands/remove-project-member";
import { type Act, type ActOf, DAY_MS, type Name } from "@/lib/testing/gate-model/acts";
import type { Scene } from "@/lib/testing/gate-model/scene";
import { aProof } from "@/lib/testing/inputs/gates";

type Answer = { ok: true } | { ok: false; error: { code: string } };
type Doing<Kind extends Act["kind"]> = (scene: Scene, act: ActOf<Kind>) => Promise<Answer>;

const nothing = "0".repeat(64);
const because = "That is how it has to be here.";
const nobody: Answer = { ok: false, error: { code: "not_found" } };

const doing: { [Kind in Act["kind"]]: Doing<Kind> } = {
  request: ({ gateId, cast }, { by, isEarly }) =>
    runCommand(requestGate, cast[by].actor, { gateId, earlyReason: isEarly ? because : "" }),
  decide,
  async withdraw(scene, { by }) {
    const { roundNumber } = await gateOf(scene);
    const { gateId } = scene;
    const round = Math.max(1, roundNumber);
    return runCommand(withdrawRequest, actorOf(scene, by), { gateId, round, reason: because });
  },
  "bring evidence": bringEvidence,
  async "take evidence back"(scene, { by }) {
    const { evidenceId } = scene;
    if (evidenceId === null) {
      return nobody;
    }
    const input = { evidenceId, reason: because };
    const result = await runCommand(withdrawEvidence, actorOf(scene, by), input);
    scene.evidenceId = result.ok ? null : evidenceId;
    return result;
  },
  "give roles": giveRoles,
  async remove(scene, { who }) {
    const { projectId, cast } = scene;
    const { userId } = cast[who];
    const version = (await memberOf(scene, who))?.version ?? 1;
    return runCommand(removeProjectMember, cast.lead.actor, { projectId, userId, version });
  },
  attest: (scene, { by }) =>
    runCommand(attestCriterion, actorOf(scene, by), {
      gateId: scene.gateId,
      criterionId: "judged",
      note: "",
    }),
  async "take attestation back"(scene, { by }) {
    const { world, gateId } = scene;
    const given = await world.db.attestation.findFirst({ where: { gateId, withdrawnAt: null } });
    const input = { gateId, attestationId: given?.id ?? randomUUID() };
    return runCommand(withdrawAttestation, actorOf(scene, by), input);
  },
  async "propose waiver"(scene, { by, role, days }) {
    const { world, gateId, cast, nowMs, count } = scene;
    const token = await aProof(world, cast[by], waiverSubjectSha256(await gateOf(scene)));
    return runCommand(waiveGate, actorOf(scene, by), {
      gateId,
      role,
      reason: `${because} (${count})`,
      expiresOn: addDays(dayOf(new Date(nowMs)), days),
      requestedById: cast.lead.userId,
      token,
    });
  },
  async "grant waiver"(scene, { by, role }) {
    const { world, gateId, cast } = scene;
    const newest = await world.db.gateWaiver.findFirst({
      where: { gateId, revokedAt: null },
      orderBy: { proposedAt: "desc" },
    });
    const token = await aProof(world, cast[by], newest?.subjectSha256 ?? nothing);
    const waiverId = newest?.id ?? randomUUID();
    return runCommand(grantWaiver, actorOf(scene, by), { gateId, waiverId, role, token });
  },
  async "confirm condition"(scene, { by }) {
    const { world, gateId } = scene;
    const all = await world.db.gateCondition.findMany({
      where: { gateId },
      orderBy: { id: "asc" },
    });
    const condition = all.find(({ metAt }) => metAt === null) ?? all.at(-1);
    const conditionId = condition?.id ?? randomUUID();
    return runCommand(confirmCondition, actorOf(scene, by), { conditionId, note: "Done." });
  },
  async "let days pass"(scene, { days }) {
    await runJobs(scene);
    scene.nowMs += days * DAY_MS;
    setClock(new Date(scene.nowMs));
    await expireDue();
    return { ok: true };
  },
  "let jobs run": runJobs,
};

/** The act through the product's own doors, at the next instant. */
export function perform(scene: Scene, act: Act): Promise<Answer> {
  setClock(new Date(scene.nowMs));
  scene.count += 1;
  return (doing[act.kind] as Doing<Act["kind"]>)(scene, act);
}

const actorOf = ({ cast }: Scene, who: Name) => cast[who].actor;

function gateOf({ world, gateId }: Scene) {
  return world.db.gate.findUniqueOrThrow({ where: { id: gateId } });
}

function memberOf({ world, projectId, cast }: Scene, who: Name) {
  const { userId } = cast[who];
  return world.db.projectMember.findFirst({ where: { projectId, userId, removedAt: null } });
}

async function decide(scene: Scene, act: ActOf<"decide">): Promise<Answer> {
  const { world, gateId, cast, nowMs, projectId } = scene;
  const { by, role, verdict, dueInDays } = act;
  const gate = await world.db.gate.findUniqueOrThrow({
    where: { id: gateId },
    include: { rounds: { orderBy: { number: "desc" }, take: 1 } },
  });
  const [round] = gate.rounds;
  const frozen = round as Parameters<typeof roundSubjectSha256>[1] | undefined;
  const sha256 = frozen === undefined ? nothing : roundSubjectSha256(gate, frozen);
  const stage = await world.db.stage.findFirstOrThrow({ where: { projectId } });
  const condition = {
    text: "The baseline is measured",
    ownerId: cast.lead.userId,
    dueOn: addDays(dayOf(new Date(nowMs)), dueInDays),
  };
  return runCommand(decideGate, actorOf(scene, by), {
    gateId,
    round: round?.number ?? 1,
    role,
    verdict,
    reason: because,
    conditions: verdict === "approve_with_conditions" ? [condition] : [],
    returnStageId: verdict === "reject" ? stage.id : null,
    token: await aProof(world, cast[by], sha256),
  });
}

async function bringEvidence(scene: Scene, { by }: ActOf<"bring evidence">): Promise<Answer> {
  const { projectId, outputId, evidenceId, count } = scene;
  const substance = { title: `Report ${count}`, note: "What was measured." };
  const actor = actorOf(scene, by);
  const result =
    evidenceId === null
      ? await runCommand(attachEvidence, actor, {
          projectId,
          outputId,
          kind: "test_report",
          ...substance,
        })
      : await runCommand(supersedeEvidence, actor, { evidenceId, ...substance });
  scene.evidenceId = result.ok ? result.value.evidenceId : evidenceId;
  return result;
}

/** Whoever is not in the project is added with these roles. */
async function giveRoles(scene: Scene, { to, roles }: ActOf<"give roles">): Promise<Answer> {
  const { projectId, cast } = scene;
  const { userId } = cast[to];
  const member = await memberOf(scene, to);
  const { actor } = cast.lead;
  if (member === null) {
    return runCommand(addProjectMember, actor, { projectId, userId, roles });
  }
  const { version } = member;
  return runCommand(changeMemberRoles, actor, { projectId, userId, version, roles });
}

async function runJobs({ projectId }: Scene): Promise<Answer> {
  return runCommand(reevaluateGates, { kind: "system", job: "reevaluate-gates" }, { projectId });
}
