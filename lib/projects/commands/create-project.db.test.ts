import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { createProject } from "@/lib/projects/commands/create-project";
import { aWorld, type World } from "@/lib/testing/world";

async function publishedId(world: World): Promise<string> {
  const version = await world.db.playbookVersion.findFirstOrThrow({
    where: { playbook: { workspaceId: world.workspaceId, key: "crisp-dm-mlops" } },
  });
  return version.id;
}

async function anInput(world: World, overrides: Record<string, unknown> = {}) {
  return {
    workspaceId: world.workspaceId,
    name: "Claims triage",
    key: `K${randomUUID().replaceAll("-", "").slice(0, 5).toUpperCase()}`,
    playbookVersionId: await publishedId(world),
    strictness: "standard",
    startOn: "2026-11-21",
    ...overrides,
  };
}

test("lays out stages, tasks, gates and the business case of the playbook", async () => {
  const world = await aWorld();
  const creator = await world.member();
  const result = await runCommand(createProject, creator.actor, await anInput(world));
  const projectId = result.ok ? result.value.projectId : "";

  const stages = await world.db.stage.findMany({
    where: { projectId },
    orderBy: { number: "asc" },
  });
  expect(stages.map((stage) => stage.number)).toEqual(stages.map((_, index) => index + 1));
  expect(stages[0]?.planStartOn.toISOString()).toBe("2026-11-23T00:00:00.000Z");
  expect(stages.every((stage) => stage.tasksTotal > 0)).toBe(true);
  expect(await world.db.gate.count({ where: { projectId } })).toBe(stages.length);
  expect(await world.db.businessCase.count({ where: { projectId } })).toBe(1);
});

test("makes the creator lead and starts the project's trail with its making", async () => {
  const world = await aWorld();
  const creator = await world.member();
  const result = await runCommand(createProject, creator.actor, await anInput(world));
  const projectId = result.ok ? result.value.projectId : "";

  const members = await world.db.projectMember.findMany({ where: { projectId } });
  expect(members).toMatchObject([{ userId: creator.userId, roles: ["lead"] }]);
  expect(await world.auditTypes(projectId)).toEqual(["project.created"]);
});

test("leaves the lead to the person named for it, keeps the creator in, and tells them", async () => {
  const world = await aWorld();
  const creator = await world.member();
  const lead = await world.member();
  const people = [{ userId: lead.userId, roles: ["lead", "data_scientist"] }];
  const result = await runCommand(createProject, creator.actor, await anInput(world, { people }));
  const projectId = result.ok ? result.value.projectId : "";

  const members = await world.db.projectMember.findMany({ where: { projectId } });
  expect(members.find(({ userId }) => userId === creator.userId)?.roles).toEqual(["viewer"]);
  const project = await world.db.project.findUnique({ where: { id: projectId } });
  expect(project?.ownerId).toBe(lead.userId);
  const notices = await world.db.notification.findMany({ where: { projectId } });
  expect(notices.map(({ userId, kind }) => [userId, kind])).toEqual([
    [lead.userId, "added_to_project"],
  ]);
  expect(await world.auditTypes(projectId)).toEqual(["project.created", "project.member-added"]);
});

test("refuses a key that is taken, at the field", async () => {
  const world = await aWorld();
  const project = await world.project();
  const input = await anInput(world, { key: project.key });
  const result = await runCommand(createProject, project.lead.actor, input);
  expect(result).toMatchObject({
    ok: false,
    error: { code: "invalid_input", issues: [{ path: "key" }] },
  });
});

test("lets one of two people have the key they both want", async () => {
  const world = await aWorld();
  const [first, second] = [await world.member(), await world.member()];
  const input = await anInput(world);
  const results = await Promise.all([
    runCommand(createProject, first.actor, input),
    runCommand(createProject, second.actor, input),
  ]);
  expect(results.map(({ ok }) => ok).sort((a, b) => Number(a) - Number(b))).toEqual([false, true]);
  const lost = results.find(({ ok }) => !ok);
  expect(lost).toMatchObject({ error: { issues: [{ path: "key" }] } });
});

test("refuses a playbook of another workspace", async () => {
  const world = await aWorld();
  const elsewhere = await aWorld();
  const input = await anInput(world, { playbookVersionId: await publishedId(elsewhere) });
  const result = await runCommand(createProject, (await world.member()).actor, input);
  expect(result).toMatchObject({
    ok: false,
    error: { issues: [{ path: "playbookVersionId" }] },
  });
});

test("refuses people who are not in the workspace and roles an auditor may not hold", async () => {
  const world = await aWorld();
  const creator = await world.member();
  const outsider = (await aWorld()).owner;
  const auditor = await world.member("auditor");
  for (const userId of [outsider.userId, auditor.userId]) {
    const people = [{ userId, roles: ["sponsor"] }];
    const input = await anInput(world, { people });
    expect(await runCommand(createProject, creator.actor, input)).toMatchObject({
      ok: false,
      error: { code: "invalid_input", issues: [{ path: "people.0.userId" }] },
    });
  }
});

test("refuses an auditor, says every field that is wrong, and hides from strangers", async () => {
  const world = await aWorld();
  const auditor = await world.member("auditor");
  expect(await runCommand(createProject, auditor.actor, await anInput(world))).toMatchObject({
    ok: false,
    error: { code: "forbidden" },
  });
  const stranger = (await aWorld()).owner;
  expect(await runCommand(createProject, stranger.actor, await anInput(world))).toMatchObject({
    ok: false,
    error: { code: "not_found" },
  });
  const bad = await anInput(world, { name: " ", key: "1", strictness: "loose", colour: "red" });
  const result = await runCommand(createProject, world.owner.actor, bad);
  const paths = result.ok ? [] : result.error.issues.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(["name", "key", "strictness", ""]));
});
