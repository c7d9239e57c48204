import { describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { moveTask } from "@/lib/tasks/commands/move-task";
import { aTask } from "@/lib/testing/inputs/tasks";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

async function place() {
  const world = await aWorld();
  const project = await world.project();
  return { world, project, task: await aTask(world, project) };
}

async function counters(world: World, stageId: string) {
  return world.db.stage.findUniqueOrThrow({ where: { id: stageId } });
}

async function lastMove(world: World, project: TestProject) {
  return world.db.auditEvent.findFirst({
    where: { projectId: project.id, type: "task.moved" },
    orderBy: { index: "desc" },
  });
}

describe("task.move", () => {
  it("starts a task, dates the stage and keeps its counters", async () => {
    const { world, project, task } = await place();
    const before = await counters(world, task.stageId);
    expect(before).toMatchObject({ tasksStarted: 0, actualStartOn: null });

    const result = await runCommand(moveTask, project.lead.actor, {
      taskId: task.id,
      version: task.version,
      to: "doing",
    });

    expect(result).toMatchObject({
      ok: true,
      value: { status: "doing", version: 2, warning: null },
    });
    const after = await counters(world, task.stageId);
    expect(after.tasksStarted).toBe(1);
    expect(after.actualStartOn).not.toBeNull();
    expect(await lastMove(world, project)).toMatchObject({
      data: { from: "todo", to: "doing", name: task.name },
    });
  });
});

describe("task.move to done", () => {
  it("asks for a reason when done without its outputs, and keeps it", async () => {
    const { world, project, task } = await place();
    const at = { taskId: task.id };
    await runCommand(moveTask, project.lead.actor, { ...at, version: 1, to: "doing" });

    const bare = await runCommand(moveTask, project.lead.actor, { ...at, version: 2, to: "done" });
    expect(bare).toMatchObject({
      ok: false,
      error: { code: "invalid_input", issues: [{ path: "reason" }] },
    });

    const reason = "Kept in the group's wiki.";
    const done = await runCommand(moveTask, project.lead.actor, {
      ...at,
      version: 2,
      to: "done",
      reason,
    });
    expect(done).toMatchObject({ ok: true });
    const row = await world.db.task.findUniqueOrThrow({ where: { id: task.id } });
    expect(row).toMatchObject({ status: "done", doneReason: reason });
    const stage = await counters(world, task.stageId);
    expect(stage).toMatchObject({ tasksDone: 1, estimateDoneDays: task.estimateLikelyDays });
  });

  it("needs no reason once every mandatory output is met", async () => {
    const { world, project, task } = await place();
    const links = await world.db.taskOutput.findMany({
      where: { taskId: task.id, output: { mandatory: true } },
      include: { output: true },
    });
    expect(links.length).toBeGreaterThan(0);
    for (const { output } of links) {
      await world.db.evidence.create({
        data: {
          projectId: project.id,
          outputId: output.id,
          kind: "document",
          title: output.name,
          note: "Written down.",
          effectiveOn: new Date("2026-01-15T00:00:00Z"),
          addedById: project.lead.userId,
        },
      });
    }
    const at = { taskId: task.id };
    await runCommand(moveTask, project.lead.actor, { ...at, version: 1, to: "doing" });
    const done = await runCommand(moveTask, project.lead.actor, { ...at, version: 2, to: "done" });
    expect(done).toMatchObject({ ok: true, value: { status: "done" } });
  });
});

describe("task.move refuses or repeats", () => {
  it("refuses what the status machine does not know, and a stale version", async () => {
    const { project, task } = await place();
    const at = { taskId: task.id };
    const jump = await runCommand(moveTask, project.lead.actor, { ...at, version: 1, to: "done" });
    expect(jump).toMatchObject({ ok: false, error: { code: "rule_refused" } });

    const unexplained = await runCommand(moveTask, project.lead.actor, {
      ...at,
      version: 1,
      to: "blocked",
    });
    expect(unexplained).toMatchObject({ error: { issues: [{ path: "reason" }] } });

    await runCommand(moveTask, project.lead.actor, { ...at, version: 1, to: "doing" });
    const stale = await runCommand(moveTask, project.lead.actor, {
      ...at,
      version: 1,
      to: "blocked",
      reason: "No access to the claims data.",
    });
    expect(stale).toMatchObject({ ok: false, error: { code: "conflict" } });
  });

  it("answers a double submit without a second trace", async () => {
    const { world, project, task } = await place();
    const input = { taskId: task.id, version: 1, to: "doing" };
    await runCommand(moveTask, project.lead.actor, input);
    const again = await runCommand(moveTask, project.lead.actor, input);
    expect(again).toMatchObject({ ok: true, value: { status: "doing", version: 2 } });
    const traces = (await world.auditTypes(project.id)).filter((type) => type === "task.moved");
    expect(traces).toHaveLength(1);
  });
});

describe("who and when in task.move", () => {
  it("lets a domain expert move only what is assigned to them", async () => {
    const { world, project, task } = await place();
    const expert = await world.person(project, "domain_expert");
    const input = { taskId: task.id, version: 1, to: "doing" };
    const foreign = await runCommand(moveTask, expert.actor, input);
    expect(foreign).toMatchObject({ ok: false, error: { code: "rule_refused" } });

    await world.db.task.update({ where: { id: task.id }, data: { assigneeId: expert.userId } });
    expect(await runCommand(moveTask, expert.actor, input)).toMatchObject({ ok: true });

    const viewer = await world.person(project, "viewer");
    const refused = await runCommand(moveTask, viewer.actor, { ...input, version: 2, to: "todo" });
    expect(refused).toMatchObject({ ok: false, error: { code: "forbidden" } });
  });

  it("tells a stranger nothing", async () => {
    const { world, task } = await place();
    const stranger = (await world.project()).lead;
    const result = await runCommand(moveTask, stranger.actor, {
      taskId: task.id,
      version: 1,
      to: "doing",
    });
    expect(result).toMatchObject({ ok: false, error: { code: "not_found" } });
  });

  it.each([
    ["lite", true, null],
    ["standard", true, expect.stringContaining("has not passed yet")],
    ["regulated", false, null],
  ] as const)("minds the order of stages as %s asks", async (strictness, isAllowed, warning) => {
    const world = await aWorld();
    const project = await world.project({ strictness });
    const task = await world.db.task.findFirstOrThrow({
      where: { projectId: project.id, stage: { number: 2 } },
    });
    const result = await runCommand(moveTask, project.lead.actor, {
      taskId: task.id,
      version: 1,
      to: "doing",
    });
    expect(result).toMatchObject(
      isAllowed
        ? { ok: true, value: { warning } }
        : { ok: false, error: { code: "rule_refused", message: expect.stringContaining("pass") } },
    );
  });
});
