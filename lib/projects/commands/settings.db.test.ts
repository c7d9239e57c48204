import { expect, test } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { changeStatus } from "@/lib/projects/commands/change-status";
import { pinProject } from "@/lib/projects/commands/pin-project";
import { planStage } from "@/lib/projects/commands/plan-stage";
import { unpinProject } from "@/lib/projects/commands/unpin-project";
import { updateProject } from "@/lib/projects/commands/update-project";
import { getFormOptions } from "@/lib/projects/queries/get-form-options";
import { getProject } from "@/lib/projects/queries/get-project";
import { stageAt } from "@/lib/testing/inputs/projects";
import { aWorld } from "@/lib/testing/world";

const reason = "The data contract is late.";

test("changes what is new, names it on the trail, and refuses a stale page", async () => {
  const world = await aWorld();
  const { id: projectId, lead } = await world.project();
  const other = await world.person({ id: projectId, key: "", lead }, "data_scientist");
  const input = { projectId, version: 1, name: "Churn", unit: "Retail", ownerId: other.userId };
  const before = await world.db.project.findUniqueOrThrow({ where: { id: projectId } });
  expect(await runCommand(updateProject, lead.actor, input)).toMatchObject({
    ok: true,
    value: { version: 2 },
  });
  expect(await runCommand(updateProject, lead.actor, input)).toMatchObject({ ok: true });
  expect(
    await runCommand(updateProject, lead.actor, { projectId, version: 1, name: "Late" }),
  ).toMatchObject({ ok: false, error: { code: "conflict" } });
  const view = await runQuery(getProject, lead.actor, { projectId });
  expect(view).toMatchObject({
    name: "Churn",
    unit: "Retail",
    owner: { userId: other.userId },
    version: 2,
  });
  const events = await world.db.auditEvent.findMany({
    where: { projectId, type: "project.updated" },
  });
  expect(events.map(({ data }) => data)).toEqual([
    {
      changed: ["name", "unit", "owner"],
      changes: [
        { field: "name", from: before.name, to: "Churn" },
        { field: "unit", from: before.unit, to: "Retail" },
        { field: "owner", from: before.ownerId, to: other.userId },
      ],
    },
  ]);
});

test("refuses an owner from outside, fields that are wrong, and people without the right", async () => {
  const world = await aWorld();
  const project = await world.project();
  const { id: projectId, lead } = project;
  const base = { projectId, version: 1 };
  expect(
    await runCommand(updateProject, lead.actor, { ...base, ownerId: world.owner.userId }),
  ).toMatchObject({ ok: false, error: { issues: [{ path: "ownerId" }] } });
  expect(
    await runCommand(updateProject, lead.actor, { ...base, name: "", key: "NEW" }),
  ).toMatchObject({ ok: false, error: { code: "invalid_input" } });
  const { actor } = await world.person(project, "data_scientist");
  expect(await runCommand(updateProject, actor, { ...base, name: "Mine" })).toMatchObject({
    ok: false,
    error: { code: "forbidden" },
  });
  const stranger = (await aWorld()).owner;
  expect(await runCommand(updateProject, stranger.actor, { ...base, name: "X" })).toMatchObject({
    ok: false,
    error: { code: "not_found" },
  });
});

test("pauses, closes and reopens with a reason; a closed project does not move", async () => {
  const world = await aWorld();
  const project = await world.project();
  const { id: projectId, lead } = project;
  const to = (status: string, version: number) =>
    runCommand(changeStatus, lead.actor, { projectId, version, to: status, reason });
  expect(await to("paused", 1)).toMatchObject({ ok: true, value: { version: 2 } });
  expect(await to("paused", 1)).toMatchObject({ ok: true, value: { version: 2 } });
  expect(await to("closed", 1)).toMatchObject({ ok: false, error: { code: "conflict" } });
  expect(await to("closed", 2)).toMatchObject({ ok: true });
  expect(await to("paused", 3)).toMatchObject({ ok: false, error: { code: "rule_refused" } });
  const closed = await world.db.project.findUniqueOrThrow({ where: { id: projectId } });
  expect(closed.closedAt).not.toBeNull();
  expect(
    await runCommand(updateProject, lead.actor, { projectId, version: 3, name: "No" }),
  ).toMatchObject({ ok: false, error: { code: "rule_refused" } });
  const view = await runQuery(getProject, lead.actor, { projectId });
  expect(view.whyNotUpdate).toContain("closed");
  expect(await to("active", 3)).toMatchObject({ ok: true });
  expect(await world.auditTypes(projectId)).toEqual([
    "project.created",
    ...Array(3).fill("project.status-changed"),
  ]);
  expect(
    await runCommand(changeStatus, lead.actor, { projectId, version: 4, to: "closed", reason: "" }),
  ).toMatchObject({ ok: false, error: { issues: [{ path: "reason" }] } });
});

test("a pin is one person's own and is set once", async () => {
  const world = await aWorld();
  const project = await world.project();
  const { id: projectId, lead } = project;
  const viewer = await world.person(project, "viewer");
  await runCommand(pinProject, viewer.actor, { projectId });
  await runCommand(pinProject, viewer.actor, { projectId });
  const pinned = async (actor: typeof lead.actor) =>
    (await runQuery(getProject, actor, { projectId })).isPinned;
  expect([await pinned(viewer.actor), await pinned(lead.actor)]).toEqual([true, false]);
  await runCommand(unpinProject, viewer.actor, { projectId });
  await runCommand(unpinProject, viewer.actor, { projectId });
  expect(await pinned(viewer.actor)).toBe(false);
  expect(await world.auditTypes(projectId)).toEqual([
    "project.created",
    "project.pinned",
    "project.unpinned",
  ]);
  const outsider = await world.member();
  expect(await runCommand(pinProject, outsider.actor, { projectId })).toMatchObject({
    ok: false,
    error: { code: "not_found" },
  });
});

test("planning moves the plan and keeps the first one", async () => {
  const world = await aWorld();
  const project = await world.project({ startOn: "2026-11-23" });
  const { lead } = project;
  const stage = await stageAt(world, project, 2);
  const input = { stageId: stage.id, version: 1, startOn: "2027-01-04", endOn: "2027-02-05" };
  expect(await runCommand(planStage, lead.actor, input)).toMatchObject({
    ok: true,
    value: { version: 2 },
  });
  expect(await runCommand(planStage, lead.actor, input)).toMatchObject({ ok: true });
  const view = await runQuery(getProject, lead.actor, { projectId: project.id });
  expect(view.stages[1]).toMatchObject({
    planStartOn: "2027-01-04",
    planEndOn: "2027-02-05",
    firstPlanStartOn: stage.firstPlanStartOn.toISOString().slice(0, 10),
  });
  expect(await runCommand(planStage, lead.actor, { ...input, endOn: "2027-03-05" })).toMatchObject({
    ok: false,
    error: { code: "conflict" },
  });
  expect(
    await runCommand(planStage, lead.actor, { ...input, version: 2, endOn: "2026-01-01" }),
  ).toMatchObject({ ok: false, error: { issues: [{ path: "endOn" }] } });
  expect(await world.auditTypes(project.id)).toEqual(["project.created", "stage.planned"]);
  const { actor } = await world.person(project, "data_scientist");
  expect(await runCommand(planStage, actor, input)).toMatchObject({
    ok: false,
    error: { code: "forbidden" },
  });
});

test("the page of a project says to each reader why they may not", async () => {
  const world = await aWorld();
  const project = await world.project();
  const { id: projectId } = project;
  const viewer = await world.person(project, "viewer");
  const view = await runQuery(getProject, viewer.actor, { projectId });
  expect(view.playbook).toMatchObject({ key: "crisp-dm-mlops", newer: [] });
  expect(view.playbook.strictnessSummary).not.toBe("");
  expect(view.whyNotUpdate).toContain("lead");
  expect(view.whyNotPlan).toContain("lead");
  expect(view.whyNotGoBack).toContain("data scientist");
  expect(view.stages).toHaveLength(9);
});

test("the form to create a project offers playbooks, people and a key that is free", async () => {
  const world = await aWorld();
  const { workspaceId } = world;
  const member = await world.member();
  await world.project({ key: "CEW" });
  const options = await runQuery(getFormOptions, member.actor, {
    workspaceId,
    name: "Churn early warning",
  });
  expect(options.suggestedKey).toBe("CEW2");
  const playbook = options.playbooks.find(({ key }) => key === "crisp-dm-mlops");
  expect(playbook?.strictness.map(({ level }) => level)).toEqual(["lite", "standard", "regulated"]);
  expect(options.people.map(({ userId }) => userId)).toContain(member.userId);
  expect((await runQuery(getFormOptions, member.actor, { workspaceId })).suggestedKey).toBeNull();
  const auditor = await world.member("auditor");
  await expect(runQuery(getFormOptions, auditor.actor, { workspaceId })).rejects.toMatchObject({
    code: "forbidden",
  });
});
