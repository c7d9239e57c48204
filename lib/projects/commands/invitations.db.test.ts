import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { anonymous } from "@/lib/authz/actor";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { acceptInvitation } from "@/lib/identity/commands/accept-invitation";
import { createInvitation } from "@/lib/identity/commands/create-invitation";
import { listInvitations, previewInvitation } from "@/lib/identity/queries";
import { inviteToProject } from "@/lib/projects/commands/invite-to-project";
import { withdrawProjectInvitation } from "@/lib/projects/commands/withdraw-project-invitation";
import { listProjectInvitations } from "@/lib/projects/queries/list-project-invitations";
import { anInvitation, TEST_PASSWORD } from "@/lib/testing/inputs/identity";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

async function invited(world: World, project: TestProject, email: string) {
  const input = { projectId: project.id, email, name: "Nora", roles: ["domain_expert", "viewer"] };
  const result = await runCommand(inviteToProject, project.lead.actor, input);
  if (!result.ok) {
    throw new Error(result.error.message);
  }
  const token = result.value.link.split("/").at(-1) ?? "";
  return { invitationId: result.value.invitationId, token, world };
}

const joining = (token: string) => ({ token, name: "Nora New", password: TEST_PASSWORD });

async function memberships(world: World, email: string) {
  const user = await world.db.user.findUnique({
    where: { email },
    select: { memberships: true, projectMembers: true },
  });
  return {
    workspace: user?.memberships.map(({ role }) => role) ?? [],
    project: user?.projectMembers.map(({ roles }) => roles) ?? [],
  };
}

test("one link makes an outsider member of the workspace and one of the project, and says so", async () => {
  const world = await aWorld();
  const project = await world.project();
  const email = `${randomUUID()}@example.com`;
  const { token } = await invited(world, project, email);

  const preview = await runQuery(previewInvitation, anonymous, { token });
  expect(preview.project).toEqual({
    name: "Churn early warning",
    roles: ["domain_expert", "viewer"],
  });
  const accepted = await runCommand(acceptInvitation, anonymous, joining(token));
  expect(accepted).toMatchObject({ ok: true, value: { projectId: project.id } });
  expect(await runCommand(acceptInvitation, anonymous, joining(token))).toMatchObject({
    ok: false,
    error: { code: "not_found" },
  });

  expect(await memberships(world, email)).toEqual({
    workspace: ["member"],
    project: [["domain_expert", "viewer"]],
  });
  expect(await world.auditTypes(project.id)).toEqual([
    "project.created",
    "invitation.created",
    "invitation.accepted",
    "member.added",
    "project.member-added",
  ]);
});

test("nothing of an acceptance stays when a part of it is refused", async () => {
  const world = await aWorld();
  const project = await world.project();
  const email = `${randomUUID()}@example.com`;
  const { token } = await invited(world, project, email);
  const weak = await runCommand(acceptInvitation, anonymous, { ...joining(token), password: "no" });
  expect(weak.ok).toBe(false);
  expect(await memberships(world, email)).toEqual({ workspace: [], project: [] });
  expect((await runCommand(acceptInvitation, anonymous, joining(token))).ok).toBe(true);
});

test("invites nobody who is in the workspace, and never replaces an invitation of the workspace", async () => {
  const world = await aWorld();
  const { workspaceId, owner } = world;
  const project = await world.project();
  const member = await world.member();
  const input = { projectId: project.id, email: member.email, roles: ["viewer"] };
  expect(await runCommand(inviteToProject, project.lead.actor, input)).toMatchObject({
    ok: false,
    error: { issues: [{ path: "email" }] },
  });
  const none = { ...input, email: `${randomUUID()}@example.com`, roles: [] };
  expect((await runCommand(inviteToProject, project.lead.actor, none)).ok).toBe(false);

  const email = `${randomUUID()}@example.com`;
  await runCommand(createInvitation, owner.actor, { workspaceId, email, role: "auditor" });
  const first = await invited(world, project, email);
  const second = await invited(world, project, email);
  const preview = (token: string) => runQuery(previewInvitation, anonymous, { token });
  await expect(preview(first.token)).rejects.toMatchObject({ code: "not_found" });
  expect((await preview(second.token)).email).toBe(email);
  const { rows } = await runQuery(listInvitations, owner.actor, { workspaceId });
  const places = new Set(rows.map((row) => row.project?.name ?? row.role));
  expect(places).toEqual(new Set(["auditor", "Churn early warning"]));
});

test("an invitation changes no roles that somebody holds, and lets an auditor only look", async () => {
  const world = await aWorld();
  const project = await world.project();
  const auditor = await world.member("auditor");
  const into = { projectId: project.id, projectRoles: ["lead" as const] };
  const late = await anInvitation(world, auditor.email, into);
  const accepted = await runCommand(acceptInvitation, auditor.actor, { token: late.token });
  expect(accepted.ok).toBe(true);
  expect(await memberships(world, auditor.email)).toEqual({
    workspace: ["auditor"],
    project: [["viewer"]],
  });
  const again = await anInvitation(world, project.lead.email, {
    projectId: project.id,
    projectRoles: ["viewer"],
  });
  await runCommand(acceptInvitation, project.lead.actor, { token: again.token });
  expect((await memberships(world, project.lead.email)).project).toEqual([["lead"]]);
});

test("the project lists what is open and takes it back once; an accepted one stays", async () => {
  const world = await aWorld();
  const project = await world.project();
  const { actor } = project.lead;
  const { invitationId } = await invited(world, project, `${randomUUID()}@example.com`);
  const used = await invited(world, project, `${randomUUID()}@example.com`);
  await runCommand(acceptInvitation, anonymous, joining(used.token));
  const list = () => runQuery(listProjectInvitations, actor, { projectId: project.id });
  expect((await list()).rows).toMatchObject([{ id: invitationId, state: "open" }]);
  const withdraw = (id: string) =>
    runCommand(withdrawProjectInvitation, actor, { invitationId: id });
  expect((await withdraw(invitationId)).ok).toBe(true);
  expect((await withdraw(invitationId)).ok).toBe(true);
  expect(await withdraw(used.invitationId)).toMatchObject({
    ok: false,
    error: { code: "rule_refused" },
  });
  expect((await list()).rows).toEqual([]);
  const types = await world.auditTypes(project.id);
  expect(types.filter((type) => type === "invitation.revoked")).toHaveLength(1);
  const ofWorkspace = await anInvitation(world);
  expect(await withdraw(ofWorkspace.id)).toMatchObject({ ok: false, error: { code: "not_found" } });
});
