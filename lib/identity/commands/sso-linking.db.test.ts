import { randomUUID } from "node:crypto";
import { expect, it, vi } from "vitest";
import { anonymous } from "@/lib/authz/actor";
import { runCommand } from "@/lib/execution/command";
import { acceptInvitationBySso } from "@/lib/identity/commands/accept-invitation-by-sso";
import { openSession } from "@/lib/identity/commands/open-session";
import { openSsoSession } from "@/lib/identity/commands/open-sso-session";
import { DEMO_PASSWORD } from "@/lib/identity/rules";
import { hashPassword } from "@/lib/platform/passwords";
import { anInvitation, ssoActor } from "@/lib/testing/inputs/identity";
import { aWorld } from "@/lib/testing/world";
import { signInWithSso } from "@/lib/web/sign-in";

// The environment is read once per process, so what depends on it has a file of its own.
vi.stubEnv("OIDC_ALLOWED_DOMAINS", "example.com");
vi.stubEnv("WAYMARK_URL", "https://waymark.example.com");

const issuer = "https://id.example.com";

it("links once by a verified address of a named domain, and says so in the trail", async () => {
  const world = await aWorld();
  const person = await world.member();
  const claim = { issuer, subject: randomUUID(), email: person.email, isEmailVerified: true };
  const first = await runCommand(openSsoSession, ssoActor, claim);
  expect(first).toMatchObject({ ok: true, value: { userId: person.userId } });
  expect((await runCommand(openSsoSession, ssoActor, claim)).ok).toBe(true);
  expect(await world.db.ssoIdentity.count({ where: { userId: person.userId } })).toBe(1);
  const types = await world.db.auditEvent.findMany({
    where: { workspaceId: world.workspaceId },
    orderBy: { index: "asc" },
  });
  expect(types.map((row) => row.type)).toEqual([
    "session.opened",
    "identity.linked",
    "session.opened",
  ]);
});

it("refuses an unverified address, and a second subject with the same address", async () => {
  const world = await aWorld();
  const person = await world.member();
  const claim = { issuer, email: person.email, isEmailVerified: true };
  const unverified = { ...claim, subject: randomUUID(), isEmailVerified: false };
  expect((await runCommand(openSsoSession, ssoActor, unverified)).ok).toBe(false);
  expect((await runCommand(openSsoSession, ssoActor, { ...claim, subject: "one" })).ok).toBe(true);
  expect((await runCommand(openSsoSession, ssoActor, { ...claim, subject: "two" })).ok).toBe(false);
});

it("does not take the password everybody knows where others can reach Waymark", async () => {
  const world = await aWorld();
  const { email, userId } = await world.member();
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await world.db.user.update({ where: { id: userId }, data: { passwordHash } });
  const actor = { kind: "anonymous", address: "127.0.0.1" } as const;
  const result = await runCommand(openSession, actor, { email, password: DEMO_PASSWORD });
  expect(result).toMatchObject({ ok: false, error: { code: "unauthenticated" } });
});

it("lets an invited person in who never chose a password, into workspace and project at once", async () => {
  const world = await aWorld();
  const project = await world.project();
  const email = `${randomUUID()}@example.com`;
  await anInvitation(world, email, { projectId: project.id, projectRoles: ["viewer"] });
  const claim = { issuer, subject: randomUUID(), email, isEmailVerified: true, name: "Nora New" };
  const caller = { address: "127.0.0.1", userAgent: "" };

  const unverified = { ...claim, isEmailVerified: false };
  expect((await signInWithSso(unverified, caller)).ok).toBe(false);
  const elsewhere = { ...claim, email: `${randomUUID()}@elsewhere.example` };
  await anInvitation(world, elsewhere.email);
  expect((await signInWithSso(elsewhere, caller)).ok).toBe(false);
  expect(await world.db.user.count({ where: { email: { in: [email, elsewhere.email] } } })).toBe(0);

  expect((await signInWithSso(claim, caller)).ok).toBe(true);
  const user = await world.db.user.findUniqueOrThrow({
    where: { email },
    include: { memberships: true, projectMembers: true, ssoIdentities: true },
  });
  expect(user).toMatchObject({
    name: "Nora New",
    passwordHash: null,
    memberships: [{ workspaceId: world.workspaceId, role: "member" }],
    projectMembers: [{ projectId: project.id, roles: ["viewer"] }],
    ssoIdentities: [{ issuer }],
  });
  expect(user.emailVerifiedAt).not.toBeNull();
  expect((await signInWithSso(claim, caller)).ok).toBe(true);
  expect(await world.db.user.count({ where: { email } })).toBe(1);
  expect(await world.auditTypes(project.id)).toEqual([
    "project.created",
    "invitation.accepted",
    "member.added",
    "project.member-added",
  ]);
});

it("makes no account for the uninvited, nor beside one that was disabled", async () => {
  const world = await aWorld();
  const caller = { address: "127.0.0.1", userAgent: "" };
  const claim = { issuer, subject: randomUUID(), isEmailVerified: true, name: "Nora New" };
  const uninvited = `${randomUUID()}@example.com`;
  expect((await signInWithSso({ ...claim, email: uninvited }, caller)).ok).toBe(false);
  const { email, userId } = await world.member();
  await world.db.user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
  await anInvitation(world, email);
  expect((await signInWithSso({ ...claim, email }, caller)).ok).toBe(false);
  expect(await world.db.ssoIdentity.count({ where: { userId } })).toBe(0);
  const input = { email: uninvited, isEmailVerified: true, name: "" };
  expect(await runCommand(acceptInvitationBySso, anonymous, input)).toMatchObject({
    ok: false,
    error: { code: "unauthenticated" },
  });
});
