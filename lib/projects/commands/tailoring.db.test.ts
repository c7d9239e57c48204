import { expect, test } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { restoreStage } from "@/lib/projects/commands/restore-stage";
import { tailorOutStage } from "@/lib/projects/commands/tailor-out-stage";
import { stageAt, stagesOf } from "@/lib/testing/inputs/projects";
import { aWorld } from "@/lib/testing/world";

const reason = "Nothing is deployed in this project.";

test("in a lite project the lead leaves a stage out and takes it back in", async () => {
  const world = await aWorld();
  const project = await world.project({ strictness: "lite" });
  const { lead } = project;
  const { id: stageId } = await stageAt(world, project, 9);
  const out = { stageId, version: 1, reason };
  expect(await runCommand(tailorOutStage, lead.actor, out)).toMatchObject({ ok: true });
  expect(await runCommand(tailorOutStage, lead.actor, out)).toMatchObject({ ok: true });
  const row = await stageAt(world, project, 9);
  expect(row).toMatchObject({ tailoredOutReason: reason, tailoredOutById: lead.userId });
  expect(row.tasksTotal).toBeGreaterThan(0);
  expect(await runCommand(restoreStage, lead.actor, { stageId, version: 1 })).toMatchObject({
    ok: false,
    error: { code: "conflict" },
  });
  expect(await runCommand(restoreStage, lead.actor, { stageId, version: 2 })).toMatchObject({
    ok: true,
  });
  expect((await stageAt(world, project, 9)).tailoredOutAt).toBeNull();
  expect(await world.auditTypes(project.id)).toEqual([
    "project.created",
    "stage.tailored-out",
    "stage.restored",
  ]);
});

test.each(["standard", "regulated"])(
  "in a %s project a risk reviewer decides it and the sponsor is told",
  async (strictness) => {
    const world = await aWorld();
    const project = await world.project({ strictness });
    const reviewer = await world.person(project, "risk_reviewer");
    const { id: stageId } = await stageAt(world, project, 9);
    const out = { stageId, version: 1, reason };
    expect(await runCommand(tailorOutStage, project.lead.actor, out)).toMatchObject({
      ok: false,
      error: { code: "rule_refused", message: expect.stringContaining("risk reviewer") },
    });
    expect(await runCommand(tailorOutStage, reviewer.actor, out)).toMatchObject({
      ok: false,
      error: { code: "rule_refused", message: expect.stringContaining("sponsor") },
    });
    const sponsor = await world.person(project, "sponsor");
    expect(await runCommand(tailorOutStage, reviewer.actor, out)).toMatchObject({ ok: true });
    const notices = await world.db.notification.findMany({ where: { userId: sponsor.userId } });
    expect(notices).toHaveLength(1);
  },
);

test("a stage that passed, one in review and the last one stay", async () => {
  const world = await aWorld();
  const project = await world.project({ strictness: "lite" });
  const { lead } = project;
  const stages = await stagesOf(world, project);
  const [first, second] = [await stageAt(world, project, 1), await stageAt(world, project, 2)];
  await world.db.gate.updateMany({ where: { stageId: first.id }, data: { state: "passed" } });
  await world.db.gate.updateMany({ where: { stageId: second.id }, data: { state: "in_review" } });
  for (const stageId of [first.id, second.id]) {
    expect(
      await runCommand(tailorOutStage, lead.actor, { stageId, version: 1, reason }),
    ).toMatchObject({ ok: false, error: { code: "rule_refused" } });
  }
  const rest = stages.slice(2).map(({ id }) => id);
  await world.db.stage.updateMany({
    where: { id: { in: [...rest.slice(1), first.id, second.id] } },
    data: { tailoredOutAt: new Date() },
  });
  const last = { stageId: rest[0], version: 1, reason };
  expect(await runCommand(tailorOutStage, lead.actor, last)).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining("last stage") },
  });
});

test("nobody else may, strangers see nothing, and a reason is needed", async () => {
  const world = await aWorld();
  const project = await world.project({ strictness: "lite" });
  const { id: stageId } = await stageAt(world, project, 9);
  const out = { stageId, version: 1, reason };
  const scientist = await world.person(project, "data_scientist");
  expect(await runCommand(tailorOutStage, scientist.actor, out)).toMatchObject({
    ok: false,
    error: { code: "forbidden" },
  });
  const stranger = (await aWorld()).owner;
  expect(await runCommand(tailorOutStage, stranger.actor, out)).toMatchObject({
    ok: false,
    error: { code: "not_found" },
  });
  expect(
    await runCommand(tailorOutStage, project.lead.actor, { ...out, reason: "no" }),
  ).toMatchObject({ ok: false, error: { issues: [{ path: "reason" }] } });
});
