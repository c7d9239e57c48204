import { expireDue } from "@/jobs/expire-due";
import type { ProjectRole } from "@/lib/authz/permissions";
import { dateOf, dayOf } from "@/lib/kernel/calendar";
import { setClock } from "@/lib/platform/clock";
import { effectivePlaybook } from "@/lib/playbooks/rules/effective-gate";
import { createProject } from "@/lib/projects/commands/create-project";
import { updateProject } from "@/lib/projects/commands/update-project";
import type { Act } from "./act-list";
import { actsOfAmendment } from "./case-acts";
import { act, type Demo } from "./demo";
import { actsOfAttesting, actsOfGate, actsOfWaiver } from "./gate-acts";
import type { PersonKey } from "./people";
import { leadOf, loadParts, newRun, personIn, versionOfProject } from "./project-run";
import { actOfPlanning, actsOfGoingBack, actsOfWork, type Pass } from "./stage-acts";
import { startDayOf } from "./start-day";
import type { ProjectRun, Step, Story } from "./story";
import { momentsOf } from "./working-time";

type Timed = { at: Date; story: string; place: number; run(): Promise<void> };

function startOf(story: Story, { playbooks, today }: Pick<Demo, "today" | "playbooks">): string {
  const version = playbooks.get(story.playbook);
  if (version === undefined) {
    throw new Error(`There is no playbook ${story.playbook}.`);
  }
  return startDayOf(story, effectivePlaybook(version.playbook, story.strictness), today);
}

/** Every act of every project in the order it happened, so that the trail never runs backwards. */
export async function replay(demo: Demo, stories: readonly Story[]): Promise<number> {
  const timed = stories.flatMap((story) => timedActsOf(demo, story));
  timed.sort((a, b) => a.at.getTime() - b.at.getTime() || a.place - b.place);
  let day = "";
  for (const each of timed) {
    day = await lookWhatRanOut(day, each.at);
    setClock(each.at);
    try {
      await each.run();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`${each.story}, ${each.at.toISOString()}: ${why}`, { cause: error });
    }
  }
  return timed.length;
}

/** The worker looks every minute; whatever ends, ends with a day, so one look a day sees the same. */
async function lookWhatRanOut(lastDay: string, at: Date): Promise<string> {
  const day = dayOf(at);
  if (day !== lastDay) {
    setClock(dateOf(day));
    await expireDue();
  }
  return day;
}

function timedActsOf(demo: Demo, story: Story): Timed[] {
  const run = newRun(demo, story, startOf(story, demo));
  const acts: Act[] = [{ weight: 0, run: makeProject }, ...actsOfStory(run)];
  const span = { startOn: run.startOn, today: demo.today, now: demo.until };
  const moments = momentsOf(acts, span);
  return acts.map((each, place) => ({
    at: moments[place] ?? demo.until,
    story: story.key,
    place,
    run: () => each.run(run),
  }));
}

function actsOfStory({ story, playbook }: ProjectRun): Act[] {
  const passes = new Map<number, number>();
  const lastWork = story.steps.findLastIndex((step) => step.do === "work");
  return story.steps.flatMap((step, index) => {
    if (step.do !== "work") {
      return actsOfStep(step, playbook.stages);
    }
    const pass = (passes.get(step.stage) ?? 0) + 1;
    passes.set(step.stage, pass);
    const work = actsOfWork(step, { story, playbook, pass });
    return index === lastWork ? [actOfPlanning(step.stage), ...work] : work;
  });
}

function actsOfStep(
  step: Exclude<Step, { do: "work" }>,
  stages: Pass["playbook"]["stages"],
): Act[] {
  switch (step.do) {
    case "gate":
      return actsOfGate(stageAt(stages, step.stage), step);
    case "attest":
      return actsOfAttesting(stageAt(stages, step.stage), step.stage);
    case "back":
      return actsOfGoingBack(step);
    case "amend-case":
      return actsOfAmendment(step);
    case "waive":
      return actsOfWaiver(step);
    default: {
      const { weight = 0.3, daysAgo, run } = step;
      return [{ weight, daysAgo, run }];
    }
  }
}

function stageAt(stages: Pass["playbook"]["stages"], number: number) {
  const stage = stages[number - 1];
  if (stage === undefined) {
    throw new Error(`The playbook has no stage ${number}.`);
  }
  return stage;
}

async function makeProject(run: ProjectRun): Promise<void> {
  const { demo, story } = run;
  const { key, name, unit, summary, strictness } = story;
  const lead = leadOf(run);
  const { projectId } = await act(createProject, lead, {
    workspaceId: demo.workspaceId,
    name,
    key,
    unit,
    summary,
    strictness,
    playbookVersionId: demo.playbooks.get(story.playbook)?.versionId ?? "",
    startOn: run.startOn,
    people: peopleOf(run),
  });
  await loadParts(run, projectId);
  if (story.owner !== undefined) {
    const ownerId = personIn(run, story.owner).userId;
    const version = await versionOfProject(run);
    await act(updateProject, lead, { projectId, version, ownerId });
  }
}

function peopleOf({ demo, story }: ProjectRun) {
  const roles = new Map<PersonKey, ProjectRole[]>();
  const give = (key: PersonKey, role: ProjectRole) =>
    roles.set(key, [...(roles.get(key) ?? []), role]);
  give(story.lead, "lead");
  give(story.secondLead, "lead");
  for (const [role, keys] of Object.entries(story.cast)) {
    for (const key of keys) {
      give(key, role as ProjectRole);
    }
  }
  return [...roles].map(([key, held]) => ({ userId: demo.people[key].userId, roles: held }));
}
