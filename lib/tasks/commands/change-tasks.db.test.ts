import { describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { dayOf } from "@/lib/kernel/calendar";
import { addChecklistEntry } from "@/lib/tasks/commands/add-checklist-entry";
import { createTask } from "@/lib/tasks/commands/create-task";
import { logEffort } from "@/lib/tasks/commands/log-effort";
import { recheckTask } from "@/lib/tasks/commands/recheck-task";
import { restoreTask } from "@/lib/tasks/commands/restore-task";
import { tailorOutTask } from "@/lib/tasks/commands/tailor-out-task";
import { tickEntry } from "@/lib/tasks/commands/tick-entry";
import { untickEntry } from "@/lib/tasks/commands/untick-entry";
import { updateTask } from "@/lib/tasks/commands/update-task";
import { markToRecheck, reopenTasks } from "@/lib/tasks/store";
import { aChecklistEntry, aTask } from "@/lib/testing/inputs/tasks";
import { aWorld } from "@/lib/testing/world";

async function place(overrides: Record<string, unknown> = {}) {
  const world = await aWorld();
  const project = await world.project(overrides);
  return { world, project, lead: project.lead, task: await aTask(world, project) };
}

describe("task.create", () => {
  it("adds a task with the next key at the end of its stage and tells the assignee", async () => {
    const { world, project, lead, task } = await place();
    const scientist = await world.person(project, "data_scientist");
    const { stageId } = task;
    const before = await world.db.stage.findUniqueOrThrow({ where: { id: stageId } });

    const result = await runCommand(createTask, lead.actor, {
      projectId: project.id,
      stageId,
      name: "Ask the claims team",
      role: "data_scientist",
      estimate: { low: 1, likely: 2, high: 5 },
      assigneeId: scientist.userId,
      checklist: ["Agree a date", "Send the questions"],
    });

    const { lastTaskNumber } = await world.db.project.findUniqueOrThrow({
      where: { id: project.id },
    });
    expect(result).toMatchObject({
      ok: true,
      value: { key: `${project.key}-${lastTaskNumber}`, version: 1 },
    });
    const after = await world.db.stage.findUniqueOrThrow({ where: { id: stageId } });
    expect(after.tasksTotal).toBe(before.tasksTotal + 1);
    expect(after.estimateDays).toBe(before.estimateDays + 2);
    const notices = await world.db.notification.findMany({ where: { userId: scientist.userId } });
    expect(notices).toMatchObject([{ kind: "task_assigned", projectId: project.id }]);
    expect(await world.auditTypes(project.id)).toContain("task.created");
  });

  it("refuses a stage of another project, an outsider and an estimate out of order", async () => {
    const { world, project, lead, task } = await place();
    const other = await aTask(world, await world.project());
    const base = { projectId: project.id, stageId: task.stageId, name: "Ask", role: "lead" };

    const foreign = await runCommand(createTask, lead.actor, { ...base, stageId: other.stageId });
    expect(foreign).toMatchObject({ error: { issues: [{ path: "stageId" }] } });

    const { userId: assigneeId } = await world.member();
    const outsider = await runCommand(createTask, lead.actor, { ...base, assigneeId });
    expect(outsider).toMatchObject({ error: { issues: [{ path: "assigneeId" }] } });

    const estimate = { low: 3, likely: 2, high: 1 };
    const disorder = await runCommand(createTask, lead.actor, { ...base, estimate });
    expect(disorder).toMatchObject({
      error: { issues: [{ path: "estimate.likely" }, { path: "estimate.high" }] },
    });

    const count = await world.db.task.count({ where: { projectId: project.id, key: null } });
    expect(count).toBe(0);
  });

  it("gives two people who add at once two keys", async () => {
    const { project, lead, task } = await place();
    const input = { projectId: project.id, stageId: task.stageId, name: "Ask", role: "lead" };
    const results = await Promise.all(
      [1, 2, 3].map(() => runCommand(createTask, lead.actor, input)),
    );
    const keys = results.map((result) => (result.ok ? result.value.key : null));
    expect(new Set(keys).size).toBe(3);
    expect(keys).not.toContain(null);
  });
});

describe("task.update", () => {
  it("writes what changed and nothing when nothing did", async () => {
    const { world, project, lead, task } = await place();
    const estimate = { low: 1, likely: 8, high: 9 };
    const first = await runCommand(updateTask, lead.actor, {
      taskId: task.id,
      version: 1,
      dueOn: "2030-01-31",
      estimate,
    });
    expect(first).toMatchObject({ ok: true, value: { version: 2 } });
    const trace = await world.db.auditEvent.findFirstOrThrow({
      where: { projectId: project.id, type: "task.updated" },
    });
    expect(trace.data).toMatchObject({
      changed: ["due day", "estimate"],
      changes: [
        { field: "due day", from: null, to: "2030-01-31" },
        { field: "estimate", from: expect.any(String), to: "1, 8, 9 person-days" },
      ],
    });

    const again = await runCommand(updateTask, lead.actor, {
      taskId: task.id,
      version: 2,
      dueOn: "2030-01-31",
    });
    expect(again).toMatchObject({ ok: true, value: { version: 2 } });
    const traces = await world.auditTypes(project.id);
    expect(traces.filter((type) => type === "task.updated")).toHaveLength(1);
  });

  it("refuses a stale version and keeps the row", async () => {
    const { world, lead, task } = await place();
    const at = { taskId: task.id, version: 1 };
    await runCommand(updateTask, lead.actor, { ...at, name: "First" });
    const stale = await runCommand(updateTask, lead.actor, { ...at, name: "Second" });
    expect(stale).toMatchObject({ ok: false, error: { code: "conflict" } });
    const row = await world.db.task.findUniqueOrThrow({ where: { id: task.id } });
    expect(row.name).toBe("First");
  });

  it("lets operations date their own task and not hand it over", async () => {
    const { world, project, task } = await place();
    const operator = await world.person(project, "operations");
    await world.db.task.update({ where: { id: task.id }, data: { assigneeId: operator.userId } });
    const at = { taskId: task.id, version: 1 };
    const handOver = await runCommand(updateTask, operator.actor, { ...at, assigneeId: null });
    expect(handOver).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    const dated = await runCommand(updateTask, operator.actor, { ...at, dueOn: "2030-01-31" });
    expect(dated).toMatchObject({ ok: true });
  });
});

describe("switching a task off and on", () => {
  it("is decided by the risk reviewer in standard, with the role and the reason kept", async () => {
    const { world, project, lead, task } = await place();
    const reviewer = await world.person(project, "risk_reviewer");
    const reason = "Covered by the group-wide programme.";
    const input = { taskId: task.id, version: 1, reason };

    const byLead = await runCommand(tailorOutTask, lead.actor, input);
    expect(byLead).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    const brief = await runCommand(tailorOutTask, reviewer.actor, { ...input, reason: "No." });
    expect(brief).toMatchObject({ error: { issues: [{ path: "reason" }] } });

    const before = await world.db.stage.findUniqueOrThrow({ where: { id: task.stageId } });
    expect(await runCommand(tailorOutTask, reviewer.actor, input)).toMatchObject({ ok: true });
    const row = await world.db.task.findUniqueOrThrow({ where: { id: task.id } });
    expect(row).toMatchObject({
      status: "tailored_out",
      tailoredOutReason: reason,
      tailoredOutRole: "risk_reviewer",
    });
    const after = await world.db.stage.findUniqueOrThrow({ where: { id: task.stageId } });
    expect(after.tasksTotal).toBe(before.tasksTotal - 1);

    const restored = await runCommand(restoreTask, lead.actor, { taskId: task.id, version: 2 });
    expect(restored).toMatchObject({ ok: true, value: { version: 3 } });
    const types = await world.auditTypes(project.id);
    expect(types.slice(-2)).toEqual(["task.tailored-out", "task.restored"]);
  });

  it("is the lead's in lite", async () => {
    const { lead, task } = await place({ strictness: "lite" });
    const input = { taskId: task.id, version: 1, reason: "Not needed for a prototype." };
    expect(await runCommand(tailorOutTask, lead.actor, input)).toMatchObject({ ok: true });
  });
});

describe("task.log-effort", () => {
  it("adds up and leaves the version of the task alone", async () => {
    const { world, lead, task } = await place();
    for (const days of [0.5, 1.25]) {
      await runCommand(logEffort, lead.actor, { taskId: task.id, days, note: "Interviews" });
    }
    const row = await world.db.task.findUniqueOrThrow({
      where: { id: task.id },
      include: { effort: true },
    });
    expect(row).toMatchObject({ loggedDays: 1.75, version: 1 });
    expect(row.effort).toHaveLength(2);
  });

  it("refuses the day after tomorrow, nothing, and more than a month", async () => {
    const { lead, task } = await place();
    const later = dayOf(new Date(Date.now() + 3 * 86_400_000));
    const at = { taskId: task.id };
    const future = await runCommand(logEffort, lead.actor, { ...at, days: 1, workedOn: later });
    expect(future).toMatchObject({ error: { issues: [{ path: "workedOn" }] } });
    for (const days of [0, -1, 31.5, "1"]) {
      const result = await runCommand(logEffort, lead.actor, { ...at, days });
      expect(result).toMatchObject({
        error: { code: "invalid_input", issues: [{ path: "days" }] },
      });
    }
  });
});

describe("the checklist", () => {
  it("grows, is ticked once however often it is sent, and unticked again", async () => {
    const { world, project, lead, task } = await place();
    const added = await runCommand(addChecklistEntry, lead.actor, {
      taskId: task.id,
      text: "Ask the claims team",
    });
    const entryId = added.ok ? added.value.entryId : "";
    await runCommand(tickEntry, lead.actor, { entryId });
    await runCommand(tickEntry, lead.actor, { entryId });
    const ticked = await world.db.checklistEntry.findUniqueOrThrow({ where: { id: entryId } });
    expect(ticked.tickedById).toBe(lead.userId);
    await runCommand(untickEntry, lead.actor, { entryId });
    const clear = await world.db.checklistEntry.findUniqueOrThrow({ where: { id: entryId } });
    expect(clear).toMatchObject({ tickedAt: null, tickedById: null });
    const types = await world.auditTypes(project.id);
    expect(types.filter((type) => type === "task.checklist-changed")).toHaveLength(3);
  });

  it("is not ticked by a viewer", async () => {
    const { world, project } = await place();
    const { id: entryId } = await aChecklistEntry(world, project);
    const viewer = await world.person(project, "viewer");
    const result = await runCommand(tickEntry, viewer.actor, { entryId });
    expect(result).toMatchObject({ ok: false, error: { code: "forbidden" } });
  });
});

describe("after going back", () => {
  it("finished work is marked, and looked at again by whoever may work on it", async () => {
    const { world, lead, task } = await place();
    await world.db.task.update({ where: { id: task.id }, data: { status: "done" } });
    expect(await markToRecheck(world.db, [task.id])).toBe(1);
    const result = await runCommand(recheckTask, lead.actor, { taskId: task.id, version: 2 });
    expect(result).toMatchObject({ ok: true, value: { version: 3 } });
    const row = await world.db.task.findUniqueOrThrow({ where: { id: task.id } });
    expect(row).toMatchObject({ status: "done", toRecheck: false });
  });

  it("reopened work begins again as to do", async () => {
    const { world, task } = await place();
    const blocked = { status: "blocked", blockedReason: "No data" } as const;
    await world.db.task.update({ where: { id: task.id }, data: blocked });
    expect(await reopenTasks(world.db, [task.id])).toBe(1);
    const row = await world.db.task.findUniqueOrThrow({ where: { id: task.id } });
    expect(row).toMatchObject({ status: "todo", blockedReason: "", startedAt: null });
  });
});
