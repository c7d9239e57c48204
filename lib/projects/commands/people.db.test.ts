import { expect, test } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { addProjectMember } from "@/lib/projects/commands/add-project-member";
import { changeMemberRoles } from "@/lib/projects/commands/change-member-roles";
import { removeProjectMember } from "@/lib/projects/commands/remove-project-member";
import { listProjectMembers } from "@/lib/projects/queries/list-project-members";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

async function rolesOf(world: World, project: TestProject, userId: string) {
  const row = await world.db.projectMember.findFirst({
    where: { projectId: project.id, userId, removedAt: null },
  });
  return row?.roles ?? null;
}

test("adds a person of the workspace, tells them, and adding again changes nothing", async () => {
  const world = await aWorld();
  const project = await world.project();
  const { userId } = await world.member();
  const input = { projectId: project.id, userId, roles: ["sponsor"] };
  const { actor } = project.lead;

  expect(await runCommand(addProjectMember, actor, input)).toMatchObject({ ok: true });
  expect(await runCommand(addProjectMember, actor, input)).toMatchObject({ ok: true });

  expect(await rolesOf(world, project, userId)).toEqual(["sponsor"]);
  expect(await world.auditTypes(project.id)).toEqual(["project.created", "project.member-added"]);
  const notices = await world.db.notification.findMany({ where: { userId } });
  expect(notices.map(({ kind }) => kind)).toEqual(["added_to_project"]);
  expect(await runCommand(addProjectMember, actor, { ...input, roles: ["lead"] })).toMatchObject({
    ok: false,
    error: { issues: [{ path: "userId" }] },
  });
});

test("adds nobody from outside, no working auditor, and no role twice", async () => {
  const world = await aWorld();
  const project = await world.project();
  const { actor } = project.lead;
  const stranger = (await aWorld()).owner;
  const auditor = await world.member("auditor");
  const attempts = [
    { userId: stranger.userId, roles: ["viewer"] },
    { userId: auditor.userId, roles: ["lead"] },
    { userId: auditor.userId, roles: ["viewer", "viewer"] },
    { userId: auditor.userId, roles: [] },
    { userId: auditor.userId, roles: ["king"] },
  ];
  for (const attempt of attempts) {
    const input = { projectId: project.id, ...attempt };
    expect(await runCommand(addProjectMember, actor, input)).toMatchObject({
      ok: false,
      error: { code: "invalid_input" },
    });
  }
});

test("changes roles once, from the version that was looked at", async () => {
  const world = await aWorld();
  const project = await world.project();
  const { userId } = await world.person(project, "viewer");
  const { actor } = project.lead;
  const input = { projectId: project.id, userId, version: 1, roles: ["domain_expert"] };
  expect(await runCommand(changeMemberRoles, actor, input)).toMatchObject({
    ok: true,
    value: { version: 2 },
  });
  expect(await runCommand(changeMemberRoles, actor, input)).toMatchObject({
    ok: true,
    value: { version: 2 },
  });
  expect(
    await runCommand(changeMemberRoles, actor, { ...input, roles: ["sponsor"] }),
  ).toMatchObject({ ok: false, error: { code: "conflict" } });
  expect(await world.auditTypes(project.id)).toEqual([
    "project.created",
    "project.member-roles-changed",
  ]);
});

test("keeps the only lead, whoever asks", async () => {
  const world = await aWorld();
  const project = await world.project();
  const { lead, id: projectId } = project;
  const input = { projectId, userId: lead.userId, version: 1 };
  for (const { actor } of [lead, world.owner]) {
    expect(
      await runCommand(changeMemberRoles, actor, { ...input, roles: ["viewer"] }),
    ).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    expect(await runCommand(removeProjectMember, actor, input)).toMatchObject({
      ok: false,
      error: { code: "rule_refused" },
    });
  }
});

test("two leads who remove each other at once leave one lead", async () => {
  const world = await aWorld();
  const project = await world.project();
  const other = await world.person(project, "lead");
  const { lead, id: projectId } = project;
  const results = await Promise.all([
    runCommand(removeProjectMember, lead.actor, { projectId, userId: other.userId, version: 1 }),
    runCommand(removeProjectMember, other.actor, { projectId, userId: lead.userId, version: 1 }),
  ]);
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  const living = await world.db.projectMember.findMany({ where: { projectId, removedAt: null } });
  expect(living).toHaveLength(1);
  const row = await world.db.project.findUniqueOrThrow({ where: { id: projectId } });
  expect(row.ownerId).toBe(living[0]?.userId);
});

test("a removed person sees nothing any more and can be let back in", async () => {
  const world = await aWorld();
  const project = await world.project();
  const { lead, id: projectId } = project;
  const person = await world.person(project, "data_scientist");
  const { userId } = person;
  expect(
    await runCommand(removeProjectMember, lead.actor, { projectId, userId, version: 1 }),
  ).toMatchObject({ ok: true });
  await expect(runQuery(listProjectMembers, person.actor, { projectId })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(
    await runCommand(removeProjectMember, lead.actor, { projectId, userId, version: 1 }),
  ).toMatchObject({ ok: true });
  const back = { projectId, userId, roles: ["viewer"] };
  expect(await runCommand(addProjectMember, lead.actor, back)).toMatchObject({ ok: true });
  expect(await rolesOf(world, project, userId)).toEqual(["viewer"]);
  expect(await world.auditTypes(projectId)).toEqual([
    "project.created",
    "project.member-removed",
    "project.member-added",
  ]);
});

test("people are managed by the lead and the workspace's owner, and by nobody else", async () => {
  const world = await aWorld();
  const project = await world.project();
  const { userId } = await world.member();
  const input = { projectId: project.id, userId, roles: ["viewer"] };
  for (const role of ["sponsor", "data_scientist", "risk_reviewer", "viewer"] as const) {
    const { actor } = await world.person(project, role);
    expect(await runCommand(addProjectMember, actor, input)).toMatchObject({
      ok: false,
      error: { code: "forbidden" },
    });
  }
  const stranger = (await aWorld()).owner;
  const outsider = await world.member();
  for (const { actor } of [stranger, outsider]) {
    expect(await runCommand(addProjectMember, actor, input)).toMatchObject({
      ok: false,
      error: { code: "not_found" },
    });
  }
  expect(await runCommand(addProjectMember, world.owner.actor, input)).toMatchObject({ ok: true });
});

test("the list says who may be added, and why the only lead stays", async () => {
  const world = await aWorld();
  const project = await world.project();
  const { lead, id: projectId } = project;
  const viewer = await world.person(project, "viewer");
  const seenByLead = await runQuery(listProjectMembers, lead.actor, { projectId });
  expect(seenByLead.members.map(({ name }) => name)).toEqual(["Lena Lead", "Test viewer"]);
  expect(seenByLead.members.map(({ whyNotRemove }) => whyNotRemove !== null)).toEqual([
    true,
    false,
  ]);
  expect(seenByLead.candidates.map(({ userId }) => userId)).toContain(world.owner.userId);
  const seenByViewer = await runQuery(listProjectMembers, viewer.actor, { projectId });
  expect(seenByViewer.candidates).toEqual([]);
  expect(seenByViewer.whyNotManage).toContain("lead");
});
