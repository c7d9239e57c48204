import { beforeEach, describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { setCheck } from "@/lib/gates/commands/set-check";
import { getGate } from "@/lib/gates/queries";
import { aCheck } from "@/lib/testing/inputs/gates";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";

let world: World;
let project: TestProject;
let jonas: Person;
let ticked: Awaited<ReturnType<typeof aCheck>>;

beforeEach(async () => {
  world = await aWorld();
  project = await world.project();
  jonas = await world.person(project, "operations");
  ticked = await aCheck(world, project);
});

const unticked = (note: string) => ({ ...ticked, standing: "unticked", note });

async function seen(by: Person) {
  const view = await runQuery(getGate, by.actor, { gateId: ticked.gateId });
  const criterion = view.criteria.find(({ id }) => id === ticked.criterionId);
  const [check] = view.checks;
  return { status: criterion?.status, check };
}

describe("gate.set-check", () => {
  it("meets the criterion, says who ticked it, and leaves one trace for the same click twice", async () => {
    const first = await runCommand(setCheck, jonas.actor, ticked);
    expect(await runCommand(setCheck, jonas.actor, ticked)).toEqual(first);
    expect(await seen(project.lead)).toMatchObject({
      status: "met",
      check: { last: { isTicked: true, by: { id: jonas.userId }, note: "All nine." } },
    });
    const types = await world.auditTypes(project.id);
    expect(types.filter((type) => type === "gate.check-ticked")).toHaveLength(1);
  });

  it("is taken back by another person of the role, with a reason, and both stay on record", async () => {
    const other = await world.person(project, "operations");
    await runCommand(setCheck, jonas.actor, ticked);
    const silent = await runCommand(setCheck, other.actor, unticked("no"));
    expect(silent).toMatchObject({ ok: false, error: { issues: [{ path: "note" }] } });
    const undone = await runCommand(setCheck, other.actor, unticked("The account was replaced."));
    expect(undone).toMatchObject({ ok: true });
    expect(await seen(other)).toMatchObject({
      status: "not_met",
      check: { last: { isTicked: false, by: { id: other.userId } } },
    });
    const rows = await world.db.gateCheck.findMany({ where: { gateId: ticked.gateId } });
    expect(rows.map((row) => row.isTicked).toSorted()).toEqual([false, true]);
    expect(await world.auditTypes(project.id)).toContain("gate.check-unticked");
  });

  it("refuses another role by naming the people who can, and a check nobody asks for", async () => {
    const lead = await runCommand(setCheck, project.lead.actor, ticked);
    expect(lead).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    expect(lead.ok ? "" : lead.error.message).toContain(jonas.name);
    const unknown = { ...ticked, criterionId: "no-such" };
    const none = await runCommand(setCheck, jonas.actor, unknown);
    expect(none).toMatchObject({ ok: false, error: { code: "invalid_input" } });
    expect(await world.db.gateCheck.count({ where: { gateId: ticked.gateId } })).toBe(0);
  });

  it("refuses to change or remove what was ticked, also to whoever asks the database itself", async () => {
    await runCommand(setCheck, jonas.actor, ticked);
    const where = { gateId: ticked.gateId };
    await expect(
      world.db.gateCheck.updateMany({ where, data: { note: "Another" } }),
    ).rejects.toThrow(/permission denied/);
    await expect(world.db.gateCheck.deleteMany({ where })).rejects.toThrow(/permission denied/);
  });
});
