import { reevaluateGates } from "@/jobs/reevaluate-gates";
import type { ProjectRole } from "@/lib/authz/permissions";
import type { ProjectId, StageId } from "@/lib/kernel/ids";
import { now } from "@/lib/platform/clock";
import { prismaClient } from "@/lib/platform/db";
import { effectivePlaybook } from "@/lib/playbooks/rules/effective-gate";
import type { Demo } from "./demo";
import type { Person, PersonKey } from "./people";
import type { ProjectRun, Story } from "./story";

export function newRun(demo: Demo, story: Story, startOn: string): ProjectRun {
  const version = demo.playbooks.get(story.playbook);
  if (version === undefined) {
    throw new Error(`There is no playbook ${story.playbook}.`);
  }
  return {
    demo,
    story,
    playbook: effectivePlaybook(version.playbook, story.strictness),
    startOn,
    projectId: "" as ProjectId,
    stageIds: [],
    gates: [],
    taskIds: new Map(),
    outputs: new Map(),
    evidence: new Map(),
    risks: new Map(),
    conditions: new Map(),
    passes: new Map(),
  };
}

/** Ids of what the project's own command made. */
export async function loadParts(run: ProjectRun, projectId: ProjectId): Promise<void> {
  run.projectId = projectId;
  const stages = await prismaClient().stage.findMany({
    where: { projectId },
    orderBy: { number: "asc" },
    include: { tasks: true, outputs: true, gates: true },
  });
  run.stageIds = stages.map((stage) => stage.id as StageId);
  for (const stage of stages) {
    for (const task of stage.tasks) {
      run.taskIds.set(placeOf(stage.number, task.key ?? ""), task.id);
    }
    for (const output of stage.outputs) {
      run.outputs.set(placeOf(stage.number, output.key), output);
    }
    run.gates.push(...stage.gates.map(({ id, code }) => ({ id, code, stage: stage.number })));
  }
}

export function placeOf(stage: number, key: string): string {
  return `${stage}/${key}`;
}

export function personIn(run: ProjectRun, key: PersonKey): Person {
  return run.demo.people[key];
}

export function leadOf(run: ProjectRun): Person {
  return personIn(run, run.story.lead);
}

/** Everybody of a role, in the order of the story; the two leads for lead. */
export function holdersOf(run: ProjectRun, role: ProjectRole): Person[] {
  const { lead, secondLead, cast } = run.story;
  if (role === "viewer") {
    return [];
  }
  const keys = role === "lead" ? [secondLead, lead] : (cast[role] ?? []);
  return keys.map((key) => personIn(run, key));
}

export function stageIdAt(run: ProjectRun, stage: number): StageId {
  const id = run.stageIds[stage - 1];
  if (id === undefined) {
    throw new Error(`${run.story.key} has no stage ${stage}.`);
  }
  return id;
}

export function gateAtStage(run: ProjectRun, stage: number): { id: string; code: string } {
  const gate = run.gates.find((each) => each.stage === stage);
  if (gate === undefined) {
    throw new Error(`${run.story.key} has no gate at stage ${stage}.`);
  }
  return gate;
}

export function taskIdOf(run: ProjectRun, stage: number, key: string): string {
  const id = run.taskIds.get(placeOf(stage, key));
  if (id === undefined) {
    throw new Error(`${run.story.key} has no task ${key} in stage ${stage}.`);
  }
  return id;
}

export async function versionOfProject(run: ProjectRun): Promise<number> {
  const { projectId: id } = run;
  const { version } = await prismaClient().project.findUniqueOrThrow({
    where: { id },
    select: { version: true },
  });
  return version;
}

export async function versionOfRisk(id: string): Promise<number> {
  const { version } = await prismaClient().risk.findUniqueOrThrow({
    where: { id },
    select: { version: true },
  });
  return version;
}

/** What the job worker would do now: no worker runs while the demo is made. */
export async function settle(run: ProjectRun): Promise<void> {
  await reevaluateGates({ projectId: run.projectId });
}

export function today(): string {
  return now().toISOString().slice(0, 10);
}
