import { describe, expect, it } from "vitest";
import { checkAccess, type ProjectAccess } from "@/lib/authz/access";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import type { StageId, TaskId } from "@/lib/kernel/ids";
import { type ReadDb, readDb } from "@/lib/platform/db";
import { moveTask } from "@/lib/tasks/commands/move-task";
import { getStage, getTask, listMine } from "@/lib/tasks/queries";
import { stageView, taskView } from "@/lib/tasks/schema";
import { refreshStageCounters } from "@/lib/tasks/store";
import { someEvidence } from "@/lib/testing/inputs/evidence";
import { aComment } from "@/lib/testing/inputs/journal";
import { aChecklistEntry, aTask } from "@/lib/testing/inputs/tasks";
import { aWorld } from "@/lib/testing/world";

async function place() {
  const world = await aWorld();
  const project = await world.project();
  return { world, project, lead: project.lead, task: await aTask(world, project) };
}

describe("stage.get", () => {
  it("shows tasks, outputs with their living evidence, gate and neighbours", async () => {
    const { world, project, lead, task } = await place();
    await aChecklistEntry(world, project);
    await aComment(world, project);
    const link = await world.db.taskOutput.findFirstOrThrow({ where: { taskId: task.id } });
    const { outputId, taskId } = link;
    await someEvidence(world, project, { outputId, taskId, stageId: task.stageId });
    await someEvidence(world, project, { outputId, withdrawnAt: new Date(), withdrawReason: "x" });
    await someEvidence(world, project, { outputId, validUntil: new Date("2026-01-16T00:00:00Z") });

    const view = await runQuery(getStage, lead.actor, { stageId: task.stageId });

    expect(() => stageView.parse(view)).not.toThrow();
    expect(view).toMatchObject({ number: 1, previous: null, next: { number: 2 } });
    expect(view.gates).toHaveLength(1);
    const row = view.tasks.find((each) => each.id === task.id);
    expect(row).toMatchObject({
      key: `${project.key}-${task.number}`,
      openComments: 1,
      whyNotWork: null,
      status: "todo",
    });
    expect(row?.checklistTotal).toBeGreaterThan(0);
    const output = view.outputs.find((each) => each.id === outputId);
    expect(output).toMatchObject({ isMet: true, evidence: [{ title: "Interview with claims" }] });
    expect(view.people.map((person) => person.name)).toContain(lead.name);
  });

  it("hides the stage from strangers", async () => {
    const { world, task } = await place();
    const stranger = (await world.project()).lead;
    const look = runQuery(getStage, stranger.actor, { stageId: task.stageId });
    await expect(look).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a detail page", () => {
  it.each([getStage, getTask])("is read in at most three statements", async (query) => {
    const { project, lead, task } = await place();
    const scope = { kind: "project", projectId: project.id } as const;
    const { permission } = query;
    const { actor } = lead;
    const access = await checkAccess(readDb(), { actor, scope, permission });
    const { db, statements } = counted();
    const input = { stageId: task.stageId as StageId, taskId: task.id as TaskId };
    await query.fetch({ db, actor, input, now: new Date(), access: access as ProjectAccess });
    expect(statements()).toBeLessThanOrEqual(3);
    expect(statements()).toBeGreaterThan(0);
  });
});

/** The real database with every call counted. */
function counted() {
  let count = 0;
  const counting = (target: object): object =>
    new Proxy(target, {
      get(object, name) {
        const member: unknown = Reflect.get(object, name);
        if (typeof member === "function") {
          return (...values: unknown[]) => {
            count += 1;
            return Reflect.apply(member, object, values);
          };
        }
        return typeof member === "object" && member !== null ? counting(member) : member;
      },
    });
  return { db: counting(readDb()) as ReadDb, statements: () => count };
}

describe("what may be done in a stage", () => {
  it("says to a viewer why each control is disabled", async () => {
    const { world, project, task } = await place();
    const viewer = await world.person(project, "viewer");
    const view = await runQuery(getStage, viewer.actor, { stageId: task.stageId });
    const sentences = [view.whyNotAddTask, view.whyNotAttach, view.whyNotPlan, view.whyNotLog];
    expect(sentences.every((each) => each?.includes("It can be done by"))).toBe(true);
    expect(view.tasks.every((row) => row.whyNotWork !== null)).toBe(true);
    expect(view.tasks.flatMap((row) => row.moves).every((move) => move.whyNot !== null)).toBe(true);
  });

  it("offers exactly the moves the command then allows", async () => {
    const { lead, task } = await place();
    const view = await runQuery(getStage, lead.actor, { stageId: task.stageId });
    const moves = view.tasks.find((row) => row.id === task.id)?.moves ?? [];
    expect(moves.filter((move) => move.whyNot === null).map((move) => move.to)).toEqual([
      "doing",
      "blocked",
    ]);
    for (const { to, whyNot } of moves.filter((move) => move.whyNot !== null)) {
      const input = { taskId: task.id, version: 1, to, reason: "given" };
      const result = await runCommand(moveTask, lead.actor, input);
      expect(result).toMatchObject({ ok: false, error: { message: whyNot } });
    }
  });

  it("shows a later stage with a warning as long as the gate before is open", async () => {
    const { world, project, lead } = await place();
    const later = await world.db.stage.findFirstOrThrow({
      where: { projectId: project.id, number: 2 },
    });
    const view = await runQuery(getStage, lead.actor, { stageId: later.id });
    expect(view.entryWarning).toContain("has not passed");
    await world.db.gate.updateMany({
      where: { projectId: project.id, stage: { number: 1 } },
      data: { state: "passed" },
    });
    const open = await runQuery(getStage, lead.actor, { stageId: later.id });
    expect(open.entryWarning).toBeNull();
  });
});

describe("the counters of a stage", () => {
  it("are what counting the tasks afresh gives", async () => {
    const { world, project, lead } = await place();
    const tasks = await world.db.task.findMany({ where: { projectId: project.id }, take: 6 });
    const reason = "No access yet.";
    for (const [index, task] of tasks.entries()) {
      const at = { taskId: task.id, reason };
      await runCommand(moveTask, lead.actor, { ...at, version: 1, to: "doing" });
      const to = index % 2 === 0 ? "done" : "blocked";
      await runCommand(moveTask, lead.actor, { ...at, version: 2, to });
    }
    const kept = await world.db.stage.findMany({
      where: { projectId: project.id },
      orderBy: { number: "asc" },
    });
    await refreshStageCounters(
      world.db,
      kept.map((stage) => stage.id),
    );
    const fresh = await world.db.stage.findMany({
      where: { projectId: project.id },
      orderBy: { number: "asc" },
    });
    expect(kept).toEqual(fresh);
    const sum = (key: "tasksDone" | "tasksBlocked" | "tasksStarted") =>
      kept.reduce((total, stage) => total + stage[key], 0);
    expect([sum("tasksDone"), sum("tasksBlocked"), sum("tasksStarted")]).toEqual([3, 3, 6]);
  });
});

describe("task.get", () => {
  it("shows guidance, checklist, outputs, effort and comments", async () => {
    const { world, project, lead, task } = await place();
    await aChecklistEntry(world, project);
    await aComment(world, project);
    await world.db.effortEntry.create({
      data: { taskId: task.id, personId: lead.userId, days: 1, workedOn: new Date("2026-01-15") },
    });
    const view = await runQuery(getTask, lead.actor, { taskId: task.id });
    expect(() => taskView.parse(view)).not.toThrow();
    expect(view).toMatchObject({
      key: `${project.key}-${task.number}`,
      guidance: task.guidance,
      effort: [{ person: lead.name, days: 1, workedOn: "2026-01-15" }],
      comments: [{ body: "Is this still needed?", author: { name: lead.name } }],
      whyNotWork: null,
    });
    expect(view.checklist.map((entry) => entry.text)).toContain("Ask the claims team");
    expect(view.outputs.length).toBeGreaterThan(0);
  });
});

describe("task.mine", () => {
  it("lists my open tasks by due day over all my projects, page by page", async () => {
    const { world, project, lead } = await place();
    const tasks = await world.db.task.findMany({ where: { projectId: project.id }, take: 5 });
    const days = ["2026-03-01", null, "2026-01-01", "2026-02-01", null];
    for (const [index, task] of tasks.entries()) {
      const day = days[index] ?? null;
      const dueOn = day === null ? null : new Date(day);
      await world.db.task.update({
        where: { id: task.id },
        data: { assigneeId: lead.userId, dueOn },
      });
    }
    const seen: (string | null)[] = [];
    let cursor: string | null = null;
    do {
      const page: { rows: { dueOn: string | null }[]; nextCursor: string | null } = await runQuery(
        listMine,
        lead.actor,
        { limit: 2, ...(cursor === null ? {} : { cursor }) },
      );
      seen.push(...page.rows.map((row) => row.dueOn));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(["2026-01-01", "2026-02-01", "2026-03-01", null, null]);
  });

  it("forgets a project one has left", async () => {
    const { world, project, task } = await place();
    const scientist = await world.person(project, "data_scientist");
    await world.db.task.update({ where: { id: task.id }, data: { assigneeId: scientist.userId } });
    const before = await runQuery(listMine, scientist.actor, {});
    expect(before.rows).toHaveLength(1);
    await world.db.projectMember.updateMany({
      where: { userId: scientist.userId },
      data: { removedAt: new Date() },
    });
    expect((await runQuery(listMine, scientist.actor, {})).rows).toEqual([]);
  });
});
