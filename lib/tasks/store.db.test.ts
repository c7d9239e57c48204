import { describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { effectivePlaybook } from "@/lib/playbooks/rules/effective-gate";
import { type Strictness, strictnessLevels } from "@/lib/playbooks/schema";
import { loadPublishedVersion } from "@/lib/playbooks/store";
import { moveTask } from "@/lib/tasks/commands/move-task";
import { createTasksOfPlaybook, refreshStageCounters } from "@/lib/tasks/store";
import { aWorld } from "@/lib/testing/world";

async function place(strictness: Strictness) {
  const world = await aWorld();
  const project = await world.project({ strictness });
  const row = await world.db.project.findUniqueOrThrow({
    where: { id: project.id },
    include: { stages: true },
  });
  const { workspaceId } = world;
  const { playbookVersionId } = row;
  const version = await loadPublishedVersion(world.db, { workspaceId, playbookVersionId });
  if (version === null) {
    throw new Error("The project's playbook is gone.");
  }
  const stageIdByKey = new Map(row.stages.map((stage) => [stage.key, stage.id]));
  return { world, project, stageIdByKey, playbook: version.playbook };
}

describe("the tasks of a playbook", () => {
  it.each(strictnessLevels)("are all those that %s asks for, numbered in order", async (level) => {
    const { world, project, playbook } = await place(level);
    const wanted = effectivePlaybook(playbook, level).stages;
    const tasks = await world.db.task.findMany({
      where: { projectId: project.id },
      orderBy: { number: "asc" },
      include: { checklist: { orderBy: { position: "asc" } }, outputs: true },
    });
    expect(tasks.map((task) => task.key)).toEqual(
      wanted.flatMap((stage) => stage.tasks.map((task) => task.id)),
    );
    expect(tasks.map((task) => task.number)).toEqual(tasks.map((_, index) => index + 1));
    expect(tasks.map((task) => task.outputs.length)).toEqual(
      wanted.flatMap((stage) => stage.tasks.map((task) => new Set(task.outputs).size)),
    );
    expect(tasks.map((task) => task.checklist.map((entry) => entry.text))).toEqual(
      wanted.flatMap((stage) => stage.tasks.map((task) => task.checklist ?? [])),
    );
    const outputs = await world.db.output.count({ where: { projectId: project.id } });
    expect(outputs).toBe(wanted.flatMap((stage) => stage.outputs).length);
  });

  it("are not written twice, and a stricter form only adds", async () => {
    const { world, project, playbook, stageIdByKey } = await place("lite");
    const facts = { at: new Date(), projectId: project.id, playbook, stageIdByKey };
    const again = await createTasksOfPlaybook(world.db, { ...facts, strictness: "lite" });
    expect(again).toEqual({ tasks: 0, outputs: 0 });
    const before = await world.db.task.findMany({ where: { projectId: project.id } });
    await createTasksOfPlaybook(world.db, { ...facts, strictness: "regulated" });
    const after = await world.db.task.findMany({ where: { projectId: project.id } });
    expect(after).toEqual(expect.arrayContaining(before));
    const wanted = effectivePlaybook(playbook, "regulated").stages.flatMap((stage) => stage.tasks);
    expect(after).toHaveLength(wanted.length);
  });
});

describe("the counters of a stage", () => {
  it("miss nothing when several people move tasks at once", async () => {
    const { world, project } = await place("standard");
    const tasks = await world.db.task.findMany({
      where: { projectId: project.id, stage: { number: 1 } },
      take: 6,
    });
    const reason = "No access to the claims data.";
    const moves = tasks.map((task) =>
      runCommand(moveTask, project.lead.actor, {
        taskId: task.id,
        version: 1,
        to: "blocked",
        reason,
      }),
    );
    const results = await Promise.all(moves);
    expect(results.every((result) => result.ok)).toBe(true);
    const where = { id: tasks[0]?.stageId ?? "" };
    const kept = await world.db.stage.findUniqueOrThrow({ where });
    expect(kept.tasksBlocked).toBe(tasks.length);
    await refreshStageCounters(world.db, [where.id]);
    expect(await world.db.stage.findUniqueOrThrow({ where })).toEqual(kept);
  });
});
