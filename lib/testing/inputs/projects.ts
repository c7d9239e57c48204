import { randomUUID } from "node:crypto";
import { runCommand } from "@/lib/execution/command";
import { publishPlaybook } from "@/lib/playbooks/commands/publish-playbook";
import { saveDraft } from "@/lib/playbooks/commands/save-draft";
import { confirmLoopBack } from "@/lib/projects/commands/confirm-loop-back";
import { anInvitation } from "@/lib/testing/inputs/identity";
import { aPlaybookCopy } from "@/lib/testing/inputs/playbooks";
import { inputFor, type ValidInputs } from "@/lib/testing/valid-input";
import type { TestProject, World } from "@/lib/testing/world";

export async function stagesOf(world: World, project: TestProject) {
  return world.db.stage.findMany({
    where: { projectId: project.id },
    orderBy: { number: "asc" },
  });
}

export async function stageAt(world: World, project: TestProject, number: number) {
  return world.db.stage.findFirstOrThrow({ where: { projectId: project.id, number } });
}

async function projectVersion(world: World, project: TestProject): Promise<number> {
  const row = await world.db.project.findUniqueOrThrow({ where: { id: project.id } });
  return row.version;
}

/** Begins a task of a stage, as far as the stage's state looks at it. */
async function beginStage(world: World, project: TestProject, number: number) {
  const stage = await stageAt(world, project, number);
  await world.db.stage.updateMany({ where: { id: stage.id }, data: { tasksStarted: 1 } });
  return stage;
}

export async function gateOf(world: World, stageId: string) {
  return world.db.gate.findFirstOrThrow({ where: { stageId }, include: { rounds: true } });
}

/** A gate that passed in round 1 with one signed approval. */
export async function aSignedPass(
  world: World,
  project: TestProject,
  stageId: string,
): Promise<void> {
  const sponsor = await world.person(project, "sponsor");
  const gate = await gateOf(world, stageId);
  const round = await openRound(world, { gateId: gate.id, project });
  const signature = await world.db.signature.create({
    data: {
      workspaceId: world.workspaceId,
      projectId: project.id,
      subject: "gate_decision",
      subjectId: round.id,
      subjectVersion: 1,
      subjectSha256: "00",
      signerId: sponsor.userId,
      signerName: sponsor.name,
      role: "sponsor",
      meaning: "approves",
      assurance: "password",
      statement: {},
      statementSha256: "00",
      signedAt: new Date(),
    },
  });
  await world.db.gateDecision.create({
    data: {
      roundId: round.id,
      approverId: sponsor.userId,
      role: "sponsor",
      verdict: "approve",
      signatureId: signature.id,
      decidedAt: new Date(),
    },
  });
  await world.db.gateRound.updateMany({
    where: { id: round.id },
    data: { outcome: "passed", closedAt: new Date() },
  });
  await world.db.gate.updateMany({
    where: { id: gate.id },
    data: { state: "passed", passedAt: new Date() },
  });
}

/** Round 1 of a gate, asked for by the lead. */
export async function openRound(world: World, at: { gateId: string; project: TestProject }) {
  const { gateId, project } = at;
  const { policy, policySha256 } = await world.db.gate.findUniqueOrThrow({ where: { id: gateId } });
  await world.db.gate.updateMany({
    where: { id: gateId },
    data: { state: "in_review", roundNumber: 1 },
  });
  return world.db.gateRound.create({
    data: {
      gateId,
      number: 1,
      iteration: 1,
      requestedById: project.lead.userId,
      requestedRole: "lead",
      requestedAt: new Date(),
      policy: policy ?? {},
      policySha256,
      trace: [],
      subjects: [],
      eligible: {},
      dueOn: new Date(),
    },
  });
}

async function publishText(
  world: World,
  draft: { playbookId: string; source: string; version?: number },
): Promise<string> {
  const { playbookId } = draft;
  const saved = await runCommand(saveDraft, world.owner.actor, draft);
  if (!saved.ok) {
    throw saved.error;
  }
  const { version } = saved.value;
  const published = await runCommand(publishPlaybook, world.owner.actor, { playbookId, version });
  if (!published.ok) {
    throw published.error;
  }
  return published.value.versionId;
}

/** Two published versions of one playbook, the second with these passages replaced. */
export async function twoVersions(
  world: World,
  texts: { first: (text: string) => string; second: (text: string) => string },
): Promise<{ playbookId: string; firstId: string; secondId: string }> {
  const { playbookId, version, source } = await aPlaybookCopy(world);
  const first = texts.first(source);
  const firstId = await publishText(
    world,
    first === source
      ? { playbookId, source: `${source}\n`, version }
      : { playbookId, source: first, version },
  );
  const second = texts.second(first).replace("\nversion: 1", "\nversion: 2");
  const secondId = await publishText(world, { playbookId, source: second });
  return { playbookId, firstId, secondId };
}

/** A project on the first of two versions, with its given lead, ready to be moved to the second. */
async function pinnedToOlder(world: World, project: TestProject): Promise<string> {
  const asItIs = (text: string) => text;
  const { firstId, secondId } = await twoVersions(world, { first: asItIs, second: asItIs });
  await world.db.project.updateMany({
    where: { id: project.id },
    data: { playbookVersionId: firstId },
  });
  return secondId;
}

async function ofProject(world: World, project: TestProject) {
  return { projectId: project.id, version: await projectVersion(world, project) };
}

async function ofViewer(world: World, project: TestProject) {
  const { userId } = await world.person(project, "viewer");
  return { projectId: project.id, userId, version: 1 };
}

async function ofStage(world: World, project: TestProject) {
  const { id: stageId, version } = await stageAt(world, project, 5);
  return { stageId, version };
}

async function withSponsor(world: World, project: TestProject): Promise<void> {
  const { id: projectId } = project;
  const held = await world.db.projectMember.count({
    where: { projectId, roles: { has: "sponsor" }, removedAt: null },
  });
  if (held === 0) {
    await world.person(project, "sponsor");
  }
}

export const validInputs: ValidInputs = {
  "project.create": async (world) => {
    const version = await world.db.playbookVersion.findFirstOrThrow({
      where: { playbook: { workspaceId: world.workspaceId }, status: "published" },
    });
    return {
      workspaceId: world.workspaceId,
      name: "Claims triage",
      key: `V${randomUUID().replaceAll("-", "").slice(0, 6).toUpperCase()}`,
      playbookVersionId: version.id,
      strictness: "lite",
    };
  },
  "project.update": async (world, project) => ({
    ...(await ofProject(world, project)),
    summary: `Reviewed ${randomUUID()}`,
  }),
  "project.change-status": async (world, project) => ({
    ...(await ofProject(world, project)),
    to: "paused",
    reason: "Waiting for the data contract.",
  }),
  "project.add-member": async (world, project) => {
    const { userId } = await world.member();
    return { projectId: project.id, userId, roles: ["viewer"] };
  },
  "project.invite": (_world, project) =>
    Promise.resolve({
      projectId: project.id,
      email: `${randomUUID()}@example.com`,
      roles: ["domain_expert"],
    }),
  "project.invitations": (_world, project) => Promise.resolve({ projectId: project.id }),
  "project.withdraw-invitation": async (world, project) => {
    const into = { projectId: project.id, projectRoles: ["viewer" as const] };
    const { id } = await anInvitation(world, `${randomUUID()}@example.com`, into);
    return { invitationId: id };
  },
  "project.change-member-roles": async (world, project) => ({
    ...(await ofViewer(world, project)),
    roles: ["domain_expert"],
  }),
  "project.remove-member": ofViewer,
  "project.pin": (_, project) => Promise.resolve({ projectId: project.id }),
  "project.unpin": (_, project) => Promise.resolve({ projectId: project.id }),
  "project.move-playbook": async (world, project) => {
    const playbookVersionId = await pinnedToOlder(world, project);
    return { ...(await ofProject(world, project)), playbookVersionId };
  },
  "project.preview-playbook-move": async (world, project) => ({
    projectId: project.id,
    playbookVersionId: await pinnedToOlder(world, project),
  }),
  "stage.plan": async (world, project) => ({
    ...(await ofStage(world, project)),
    startOn: "2027-01-04",
    endOn: "2027-01-15",
  }),
  "stage.tailor-out": async (world, project) => {
    await withSponsor(world, project);
    return { ...(await ofStage(world, project)), reason: "Nothing is deployed in this project." };
  },
  "stage.restore": ofStage,
  "loop-back.preview": async (world, project) => {
    const [to, from] = [await stageAt(world, project, 1), await beginStage(world, project, 3)];
    return { projectId: project.id, fromStageId: from.id, toStageId: to.id };
  },
  "loop-back.confirm": async (world, project) => {
    const [to, from] = [await stageAt(world, project, 1), await beginStage(world, project, 3)];
    return {
      ...(await ofProject(world, project)),
      fromStageId: from.id,
      toStageId: to.id,
      reason: "data_quality_failure",
      expectedCostDays: 4,
    };
  },
  "project.get": (_, project) => Promise.resolve({ projectId: project.id }),
  "project.members": (_, project) => Promise.resolve({ projectId: project.id }),
  "project.form-options": ({ workspaceId }) => Promise.resolve({ workspaceId }),
};

/** The team goes back from the third stage to the first. */
export async function wentBack(world: World, project: TestProject): Promise<void> {
  const input = await inputFor(validInputs, "loop-back.confirm")(world, project);
  const result = await runCommand(confirmLoopBack, project.lead.actor, input);
  if (!result.ok) {
    throw result.error;
  }
}
