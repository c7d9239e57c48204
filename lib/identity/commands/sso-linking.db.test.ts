import { randomUUID } from "node:crypto";
import { expect, it, vi } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { openSession } from "@/lib/identity/commands/open-session";
import { openSsoSession } from "@/lib/identity/commands/open-sso-session";
import { DEMO_PASSWORD } from "@/lib/identity/rules";
import { hashPassword } from "@/lib/platform/passwords";
import { ssoActor } from "@/lib/testing/inputs/identity";
import { aWorld } from "@/lib/testing/world";

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
