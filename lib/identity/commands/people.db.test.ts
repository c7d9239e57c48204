import { expect, it } from "vitest";
import { anonymous } from "@/lib/authz/actor";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { acceptInvitation } from "@/lib/identity/commands/accept-invitation";
import { changeMemberRole } from "@/lib/identity/commands/change-member-role";
import { createInvitation } from "@/lib/identity/commands/create-invitation";
import { removeMember } from "@/lib/identity/commands/remove-member";
import { revokeInvitation } from "@/lib/identity/commands/revoke-invitation";
import { listInvitations, listPeople, previewInvitation } from "@/lib/identity/queries";
import { tokenOfHash } from "@/lib/identity/store/api-tokens";
import { sessionOfHash } from "@/lib/identity/store/sessions";
import { hashOfSecret } from "@/lib/platform/secrets";
import {
  anApiToken,
  anInvitation,
  aSession,
  TEST_PASSWORD,
  withPassword,
} from "@/lib/testing/inputs/identity";
import { aWorld, type World } from "@/lib/testing/world";

async function typesIn({ db, workspaceId }: World): Promise<string[]> {
  const rows = await db.auditEvent.findMany({ where: { workspaceId }, orderBy: { index: "asc" } });
  return rows.map((row) => row.type);
}

const tokenOf = (link: string) => link.split("/").at(-1) ?? "";

it("invitations lead by one link from an address to a member", async () => {
  const world = await aWorld();
  const { workspaceId, owner } = world;
  const input = { workspaceId, email: "Nora@Example.com", role: "member", name: "Nora" };
  const invited = await runCommand(createInvitation, owner.actor, input);
  const link = invited.ok ? invited.value.link : "";
  const token = tokenOf(link);
  expect(link).toContain("http://localhost:3000/invitation/");
  expect(await world.db.invitation.findMany()).not.toContain(token);
  const preview = await runQuery(previewInvitation, anonymous, { token });
  expect(preview).toMatchObject({ email: "nora@example.com", account: "new", name: "Nora" });
  const accept = { token, name: "Nora New", password: TEST_PASSWORD };
  const accepted = await runCommand(acceptInvitation, anonymous, accept);
  expect(accepted).toMatchObject({ ok: true, value: { email: "nora@example.com" } });
  const again = await runCommand(acceptInvitation, anonymous, accept);
  expect(again).toMatchObject({ ok: false, error: { code: "not_found" } });
  expect(await typesIn(world)).toEqual([
    "invitation.created",
    "invitation.accepted",
    "member.added",
  ]);
  const mails = await world.db.$queryRaw<{ payload: { to: string } }[]>`
      SELECT payload FROM graphile_worker._private_jobs`;
  expect(mails.map((mail) => mail.payload.to)).toContain("nora@example.com");
});

it("invitations are replaced by a newer one to the same address, withdrawn once, and too old one day", async () => {
  const world = await aWorld();
  const { workspaceId, owner } = world;
  const input = { workspaceId, email: "twice@example.com", role: "member" };
  const [first, second] = [
    await runCommand(createInvitation, owner.actor, input),
    await runCommand(createInvitation, owner.actor, input),
  ];
  const preview = (link: string) =>
    runQuery(previewInvitation, anonymous, { token: tokenOf(link) });
  await expect(preview(first.ok ? first.value.link : "")).rejects.toMatchObject({
    code: "not_found",
  });
  const invitationId = second.ok ? second.value.invitationId : "";
  expect((await runCommand(revokeInvitation, owner.actor, { invitationId })).ok).toBe(true);
  expect((await runCommand(revokeInvitation, owner.actor, { invitationId })).ok).toBe(true);
  await expect(preview(second.ok ? second.value.link : "")).rejects.toThrow("withdrawn");
  const old = await anInvitation(world);
  await world.db.invitation.update({
    where: { id: old.id },
    data: { expiresAt: new Date(Date.now() - 1000) },
  });
  const late = { token: old.token, name: "Late", password: TEST_PASSWORD };
  expect((await runCommand(acceptInvitation, anonymous, late)).ok).toBe(false);
  const { rows } = await runQuery(listInvitations, owner.actor, { workspaceId });
  expect(rows.map((row) => row.state)).toEqual(["expired"]);
  expect(await typesIn(world)).toEqual([
    "invitation.created",
    "invitation.created",
    "invitation.revoked",
  ]);
});

it("invitations never set a password over an account that exists", async () => {
  const world = await aWorld();
  const elsewhere = await aWorld();
  const { email, userId, actor } = await elsewhere.member();
  await withPassword(elsewhere, { userId });
  const { token } = await anInvitation(world, email);
  const before = await world.db.user.findUniqueOrThrow({ where: { id: userId } });
  const attack = { token, name: "Mallory", password: "a password of my own" };
  const refused = await runCommand(acceptInvitation, world.owner.actor, attack);
  expect(refused).toMatchObject({ ok: false, error: { issues: [{ path: "password" }] } });
  expect(await world.db.user.findUniqueOrThrow({ where: { id: userId } })).toEqual(before);
  expect((await runCommand(acceptInvitation, actor, { token })).ok).toBe(true);
  const role = await world.db.membership.findFirst({
    where: { workspaceId: world.workspaceId, userId },
  });
  expect(role?.role).toBe("member");
});

it("invitations say at the field what is missing", async () => {
  const world = await aWorld();
  const { token } = await anInvitation(world);
  for (const [input, path] of [
    [{ token, name: "", password: TEST_PASSWORD }, "name"],
    [{ token, name: "Nora" }, "password"],
    [{ token, name: "Nora", password: "short" }, "password"],
    [{ token, name: "Nora", password: "aaaaaaaaaaaaaaaa" }, "password"],
  ] as const) {
    const result = await runCommand(acceptInvitation, anonymous, input);
    expect(result).toMatchObject({ ok: false, error: { issues: [{ path }] } });
  }
  expect(await world.db.user.count({ where: { name: "Nora" } })).toBe(0);
});

it("invitations to an owner come from an owner, and nobody is invited twice", async () => {
  const world = await aWorld();
  const { workspaceId, owner } = world;
  const admin = await world.member("admin");
  const input = { workspaceId, email: "boss@example.com", role: "owner" };
  const byAdmin = await runCommand(createInvitation, admin.actor, input);
  expect(byAdmin).toMatchObject({ ok: false, error: { issues: [{ path: "role" }] } });
  const member = { workspaceId, email: admin.email, role: "member" };
  const again = await runCommand(createInvitation, owner.actor, member);
  expect(again).toMatchObject({ ok: false, error: { issues: [{ path: "email" }] } });
});
it("members change role on fresh data only", async () => {
  const world = await aWorld();
  const { workspaceId, owner } = world;
  const { userId } = await world.member();
  const input = { workspaceId, userId, role: "auditor", version: 1 };
  const changed = await runCommand(changeMemberRole, owner.actor, input);
  expect(changed).toMatchObject({ ok: true, value: { version: 2 } });
  expect((await runCommand(changeMemberRole, owner.actor, input)).ok).toBe(true);
  const stale = await runCommand(changeMemberRole, owner.actor, { ...input, role: "admin" });
  expect(stale).toMatchObject({ ok: false, error: { code: "conflict" } });
  expect(await typesIn(world)).toEqual(["member.role-changed"]);
});

it("members keep an owner, also when two owners step down at once", async () => {
  const world = await aWorld();
  const { workspaceId, owner } = world;
  const second = await world.member("owner");
  const stepDown = { workspaceId, role: "member", version: 1 };
  const results = await Promise.all([
    runCommand(changeMemberRole, owner.actor, { ...stepDown, userId: owner.userId }),
    runCommand(changeMemberRole, second.actor, { ...stepDown, userId: second.userId }),
  ]);
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  const owners = { workspaceId, role: "owner" as const, removedAt: null };
  expect(await world.db.membership.count({ where: owners })).toBe(1);
});

it("members see nothing from the moment they are removed", async () => {
  const world = await aWorld();
  const { workspaceId, owner } = world;
  const project = await world.project();
  const leaver = await world.person(project, "data_scientist");
  const { userId } = leaver;
  const session = await aSession(world, leaver);
  const token = await anApiToken(world, leaver);
  const input = { workspaceId, userId, version: 1 };
  const removed = await runCommand(removeMember, owner.actor, input);
  expect(removed).toMatchObject({ ok: true, value: { projects: 1 } });
  const gone = runQuery(listPeople, leaver.actor, { workspaceId });
  await expect(gone).rejects.toMatchObject({ code: "not_found" });
  expect(await sessionOfHash(hashOfSecret(session.token), new Date())).toBeNull();
  expect(await tokenOfHash(hashOfSecret(token.token), new Date())).toBeNull();
  const left = await world.db.projectMember.findFirstOrThrow({ where: { userId } });
  expect(left.removedAt).not.toBeNull();
  const twice = await runCommand(removeMember, owner.actor, input);
  expect(twice).toMatchObject({ ok: false, error: { code: "not_found" } });
});

it("members stay when the one who asks may not, or the row is stale", async () => {
  const world = await aWorld();
  const { workspaceId, owner } = world;
  const [admin, member] = [await world.member("admin"), await world.member()];
  const remove = (actor: typeof owner.actor, userId: string, version = 1) =>
    runCommand(removeMember, actor, { workspaceId, userId, version });
  expect(await remove(member.actor, admin.userId)).toMatchObject({
    error: { code: "forbidden" },
  });
  expect(await remove(admin.actor, owner.userId)).toMatchObject({
    error: { code: "rule_refused" },
  });
  expect(await remove(owner.actor, owner.userId)).toMatchObject({
    error: { code: "rule_refused" },
  });
  expect(await remove(owner.actor, member.userId, 7)).toMatchObject({
    error: { code: "conflict" },
  });
  const stranger = await (await aWorld()).member("owner");
  expect(await remove(stranger.actor, member.userId)).toMatchObject({
    error: { code: "not_found" },
  });
  expect(await world.db.membership.count({ where: { workspaceId, removedAt: null } })).toBe(3);
});

it("members are listed in pages by name, with why something cannot be done", async () => {
  const world = await aWorld();
  const { workspaceId, owner } = world;
  for (let index = 0; index < 4; index += 1) {
    await world.member();
  }
  const first = await runQuery(listPeople, owner.actor, { workspaceId, limit: 3 });
  const cursor = first.nextCursor ?? "";
  const second = await runQuery(listPeople, owner.actor, { workspaceId, limit: 3, cursor });
  const names = [...first.rows, ...second.rows].map((row) => row.name);
  expect(names).toEqual(["Olive Owner", ...Array.from({ length: 4 }, () => "Test member")]);
  expect(second.nextCursor).toBeNull();
  expect(first.rows[0]?.whyNotRemove).toContain("only owner");
  expect(first.rows[1]?.whyNotRemove).toBeNull();
  const found = await runQuery(listPeople, owner.actor, { workspaceId, search: "olive%" });
  expect(found.rows).toEqual([]);
  const bad = runQuery(listPeople, owner.actor, { workspaceId, cursor: "nonsense" });
  await expect(bad).rejects.toMatchObject({ code: "invalid_input" });
});
