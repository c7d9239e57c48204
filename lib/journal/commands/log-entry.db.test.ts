import { describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { editEntry } from "@/lib/journal/commands/edit-entry";
import { logEntry } from "@/lib/journal/commands/log-entry";
import { listEntries } from "@/lib/journal/queries";
import { entriesPage } from "@/lib/journal/schema";
import { dayOf } from "@/lib/kernel/calendar";
import { anEntry } from "@/lib/testing/inputs/journal";
import { aTask } from "@/lib/testing/inputs/tasks";
import { aWorld } from "@/lib/testing/world";

async function place() {
  const world = await aWorld();
  const project = await world.project();
  return { world, project, lead: project.lead };
}

describe("journal.log", () => {
  it("keeps the entry with its task's stage, the iteration and today, and tells who is named", async () => {
    const { world, project, lead } = await place();
    const scientist = await world.person(project, "data_scientist");
    const task = await aTask(world, project);
    const result = await runCommand(logEntry, lead.actor, {
      projectId: project.id,
      taskId: task.id,
      kind: "decision",
      body: `Labels come from claims, see @[Someone](${scientist.userId}) and @[Me](${lead.userId}).`,
    });

    expect(result).toMatchObject({ ok: true, value: { version: 1 } });
    const row = await world.db.journalEntry.findFirstOrThrow({ where: { projectId: project.id } });
    expect(row).toMatchObject({
      stageId: task.stageId,
      kind: "decision",
      iteration: 1,
      mentions: [scientist.userId, lead.userId],
    });
    expect(dayOf(row.entryOn)).toBe(dayOf(new Date()));
    const notices = await world.db.notification.findMany({
      where: { projectId: project.id, kind: "mentioned" },
    });
    expect(notices).toMatchObject([
      { userId: scientist.userId, href: `/projects/${project.id}/log#entry-${row.id}` },
    ]);
    expect(await world.auditTypes(project.id)).toContain("journal.logged");
  });

  it("refuses emptiness, a novel, a day to come and a task from elsewhere", async () => {
    const { world, project, lead } = await place();
    const foreign = await aTask(world, await world.project());
    const base = { projectId: project.id, body: "Spoke to claims." };
    const cases: [string, unknown][] = [
      ["body", { ...base, body: "   " }],
      ["body", { ...base, body: "a".repeat(20_001) }],
      ["entryOn", { ...base, entryOn: dayOf(new Date(Date.now() + 3 * 86_400_000)) }],
      ["taskId", { ...base, taskId: foreign.id }],
      ["stageId", { ...base, stageId: foreign.stageId }],
    ];
    for (const [path, input] of cases) {
      const result = await runCommand(logEntry, lead.actor, input);
      expect(result).toMatchObject({ ok: false, error: { issues: [{ path }] } });
    }
    expect(await world.db.journalEntry.count({ where: { projectId: project.id } })).toBe(0);
  });

  it("is not for viewers", async () => {
    const { world, project } = await place();
    const viewer = await world.person(project, "viewer");
    const input = { projectId: project.id, body: "Hello." };
    const result = await runCommand(logEntry, viewer.actor, input);
    expect(result).toMatchObject({ ok: false, error: { code: "forbidden" } });
  });
});

describe("journal.edit", () => {
  it("is the author's alone, at the version they saw", async () => {
    const { world, project, lead } = await place();
    const other = await world.person(project, "lead");
    const { id: entryId } = await anEntry(world, project);
    const input = { entryId, version: 1, body: "Spoke to claims twice." };

    const foreign = await runCommand(editEntry, other.actor, input);
    expect(foreign).toMatchObject({
      ok: false,
      error: { code: "rule_refused", message: expect.stringContaining(lead.name) },
    });
    expect(await runCommand(editEntry, lead.actor, input)).toMatchObject({ ok: true });
    const stale = await runCommand(editEntry, lead.actor, { ...input, body: "Once more." });
    expect(stale).toMatchObject({ ok: false, error: { code: "conflict" } });
    const row = await world.db.journalEntry.findUniqueOrThrow({ where: { id: entryId } });
    expect(row).toMatchObject({ body: "Spoke to claims twice.", version: 2 });
    expect(row.editedAt).not.toBeNull();
  });

  it("tells only whom the change names anew", async () => {
    const { world, project, lead } = await place();
    const first = await world.person(project, "data_scientist");
    const second = await world.person(project, "ml_engineer");
    const named = `See @[A](${first.userId}).`;
    const logged = await runCommand(logEntry, lead.actor, { projectId: project.id, body: named });
    const entryId = logged.ok ? logged.value.entryId : "";
    const body = `${named} And @[B](${second.userId}).`;
    await runCommand(editEntry, lead.actor, { entryId, version: 1, body });
    const notices = await world.db.notification.findMany({ where: { kind: "mentioned" } });
    const told = notices.filter((row) => row.projectId === project.id).map((row) => row.userId);
    expect(told).toEqual([first.userId, second.userId]);
  });
});

describe("journal.list", () => {
  it("goes from the newest day to the oldest, page by page, without losing one", async () => {
    const { project, lead } = await place();
    const days = ["2026-01-05", "2026-01-07", "2026-01-07", "2026-01-01", "2026-01-07"];
    for (const [index, entryOn] of days.entries()) {
      const input = { projectId: project.id, body: `Entry ${index}`, entryOn };
      await runCommand(logEntry, lead.actor, input);
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { rows: { entryOn: string; body: string }[]; nextCursor: string | null } =
        await runQuery(listEntries, lead.actor, {
          projectId: project.id,
          limit: 2,
          ...(cursor === null ? {} : { cursor }),
        });
      seen.push(...page.rows.map((row) => `${row.entryOn} ${row.body}`));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual([
      "2026-01-07 Entry 4",
      "2026-01-07 Entry 2",
      "2026-01-07 Entry 1",
      "2026-01-05 Entry 0",
      "2026-01-01 Entry 3",
    ]);
  });

  it("narrows by stage, task, author, kind, iteration and words as typed", async () => {
    const { world, project, lead } = await place();
    const scientist = await world.person(project, "data_scientist");
    const { id: taskId, stageId } = await aTask(world, project);
    const base = { projectId: project.id };
    await runCommand(logEntry, lead.actor, { ...base, taskId, body: "Coverage is 100% now." });
    await runCommand(logEntry, scientist.actor, {
      ...base,
      kind: "hypothesis",
      body: "1000 rows.",
    });
    const count = async (filter: Record<string, unknown>) => {
      const page = await runQuery(listEntries, lead.actor, { ...base, ...filter });
      entriesPage.parse(page);
      return page.rows.length;
    };
    expect(await count({})).toBe(2);
    expect(await count({ stageId })).toBe(1);
    expect(await count({ taskId })).toBe(1);
    expect(await count({ authorId: scientist.userId })).toBe(1);
    expect(await count({ kind: "hypothesis" })).toBe(1);
    expect(await count({ iteration: 2 })).toBe(0);
    expect(await count({ search: "COVERAGE" })).toBe(1);
    expect(await count({ search: "100%" })).toBe(1);
    expect(await count({ search: "1%0" })).toBe(0);
  });

  it("says who may edit which entry", async () => {
    const { world, project, lead } = await place();
    await anEntry(world, project);
    const viewer = await world.person(project, "viewer");
    const mine = await runQuery(listEntries, lead.actor, { projectId: project.id });
    expect(mine).toMatchObject({ whyNotLog: null, rows: [{ whyNotEdit: null }] });
    const theirs = await runQuery(listEntries, viewer.actor, { projectId: project.id });
    expect(theirs.rows[0]?.whyNotEdit).toContain("It can be done by");
  });
});
