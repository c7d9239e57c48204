import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Actor } from "@/lib/authz/actor";
import { runCommand } from "@/lib/execution/command";
import { openSession } from "@/lib/identity/commands/open-session";
import { openSsoSession } from "@/lib/identity/commands/open-sso-session";
import { revokeOtherSessions } from "@/lib/identity/commands/revoke-other-sessions";
import { revokeSession } from "@/lib/identity/commands/revoke-session";
import { DEMO_PASSWORD } from "@/lib/identity/rules";
import { sessionOfHash } from "@/lib/identity/store/sessions";
import { hashPassword } from "@/lib/platform/passwords";
import { hashOfSecret } from "@/lib/platform/secrets";
import { aSession, ssoActor, TEST_PASSWORD, withPassword } from "@/lib/testing/inputs/identity";
import { aWorld, type Person, type World } from "@/lib/testing/world";

afterEach(() => vi.unstubAllEnvs());

const from = (address: string): Actor => ({ kind: "anonymous", address });
const anywhere = () => from(`10.0.0.${Math.floor(Math.random() * 250)}-${randomUUID()}`);
const living = (token: string, at = new Date()) => sessionOfHash(hashOfSecret(token), at);

async function aPersonWithPassword(world: World): Promise<Person> {
  const person = await world.member();
  await withPassword(world, person);
  return person;
}

it("session.open opens a session that is found by its secret only, and names the person in the trail", async () => {
  const world = await aWorld();
  const { email, userId } = await aPersonWithPassword(world);
  const input = { email: email.toUpperCase(), password: TEST_PASSWORD, userAgent: "Firefox/140" };
  const result = await runCommand(openSession, anywhere(), input);
  const opened = result.ok ? result.value : null;
  expect(opened?.sessionToken).toMatch(/^[\w-]{43}$/);
  expect(await living(opened?.sessionToken ?? "")).toMatchObject({
    userId,
    sessionId: opened?.sessionId,
  });
  const row = await world.db.webSession.findUniqueOrThrow({
    where: { id: opened?.sessionId ?? "" },
  });
  expect(JSON.stringify(row)).not.toContain(opened?.sessionToken);
  const trace = await world.db.auditEvent.findFirstOrThrow({
    where: { workspaceId: world.workspaceId, type: "session.opened" },
  });
  expect(trace).toMatchObject({ actorId: userId, actorKind: "user", actorName: "Test member" });
});

it("session.open answers a wrong password, an unknown address and a disabled account alike", async () => {
  const world = await aWorld();
  const known = await aPersonWithPassword(world);
  const disabled = await aPersonWithPassword(world);
  await world.db.user.update({
    where: { id: disabled.userId },
    data: { disabledAt: new Date() },
  });
  const passwordless = await world.member();
  const refusals = await Promise.all([
    runCommand(openSession, anywhere(), { email: known.email, password: "wrong" }),
    runCommand(openSession, anywhere(), { email: "nobody@example.com", password: "wrong" }),
    runCommand(openSession, anywhere(), { email: disabled.email, password: TEST_PASSWORD }),
    runCommand(openSession, anywhere(), { email: passwordless.email, password: TEST_PASSWORD }),
  ]);
  const said = refusals.map((each) =>
    each.ok ? "opened" : { ...each.error, m: each.error.message },
  );
  expect(new Set(said.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(said[0]).toMatchObject({ code: "unauthenticated" });
  expect(await world.db.auditEvent.count({ where: { workspaceId: world.workspaceId } })).toBe(0);
});

it("session.open stops guessing after ten attempts, lets the person in from elsewhere, and remembers it", async () => {
  const world = await aWorld();
  const { email } = await aPersonWithPassword(world);
  const guesser = anywhere();
  const guesses = await Promise.all(
    Array.from({ length: 12 }, async (_, index) => {
      const result = await runCommand(openSession, guesser, {
        email,
        password: `wrong ${index}`,
      });
      return result.ok ? null : result.error;
    }),
  );
  const limited = guesses.filter((error) => error?.reason === "sign-in-account");
  expect(limited).toHaveLength(2);
  const right = { email, password: TEST_PASSWORD };
  const locked = await runCommand(openSession, guesser, right);
  expect(locked).toMatchObject({ ok: false, error: { code: "rate_limited" } });
  expect(locked.ok ? 0 : locked.error.retryAfterSeconds).toBeGreaterThan(800);
  expect((await runCommand(openSession, anywhere(), right)).ok).toBe(true);
  const kept = await world.db.securityEvent.count({ where: { kind: "refused.rate_limited" } });
  expect(kept).toBeGreaterThanOrEqual(3);
});

it("session.open forgets failures after success and does not count successes", async () => {
  const world = await aWorld();
  const { email } = await aPersonWithPassword(world);
  const desk = anywhere();
  for (let round = 0; round < 3; round += 1) {
    for (let slip = 0; slip < 5; slip += 1) {
      await runCommand(openSession, desk, { email, password: "a slip" });
    }
    const result = await runCommand(openSession, desk, { email, password: TEST_PASSWORD });
    expect(result.ok).toBe(true);
  }
});

it("session.open hashes the password anew when the parameters have been raised", async () => {
  const world = await aWorld();
  const { email, userId } = await aPersonWithPassword(world);
  vi.stubEnv("WAYMARK_SCRYPT_LOG_N", "11");
  await runCommand(openSession, anywhere(), { email, password: TEST_PASSWORD });
  const user = await world.db.user.findUniqueOrThrow({ where: { id: userId } });
  expect(user.passwordHash).toContain("ln=11");
  const again = await runCommand(openSession, anywhere(), { email, password: TEST_PASSWORD });
  expect(again.ok).toBe(true);
});

it("session.open honours the password of the demo on this machine", async () => {
  const world = await aWorld();
  const { email, userId } = await world.member();
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await world.db.user.update({ where: { id: userId }, data: { passwordHash } });
  const input = { email, password: DEMO_PASSWORD };
  expect((await runCommand(openSession, from("203.0.113.7"), input)).ok).toBe(false);
  expect((await runCommand(openSession, from("127.0.0.1"), input)).ok).toBe(true);
});

it.each([
  ["an unknown field", { email: "a@example.com", password: "x", role: "owner" }],
  ["an operator in place of the password", { email: "a@example.com", password: { not: "" } }],
  ["an operator in place of the address", { email: { contains: "" }, password: "x" }],
  ["no password", { email: "a@example.com", password: "" }],
])("session.open refuses %s", async (_name, input) => {
  const result = await runCommand(openSession, anywhere(), input);
  expect(result).toMatchObject({ ok: false, error: { code: "invalid_input" } });
});
describe("sessions", () => {
  it("end with the next look after revoking, expiry or disabling", async () => {
    const world = await aWorld();
    const person = await world.member();
    const { userId } = person;
    const [revoked, other] = [await aSession(world, person), await aSession(world, person)];
    const actor: Actor = { kind: "user", userId, sessionId: other.id };
    expect(await living(revoked.token)).not.toBeNull();
    const input = { sessionId: revoked.id };
    expect((await runCommand(revokeSession, actor, input)).ok).toBe(true);
    expect(await living(revoked.token)).toBeNull();
    expect((await runCommand(revokeSession, actor, input)).ok).toBe(true);
    expect(await living(other.token, new Date(Date.now() + 4_000_000))).toBeNull();
    await world.db.user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
    expect(await living(other.token)).toBeNull();
    const traces = await world.db.auditEvent.count({
      where: { workspaceId: world.workspaceId, type: "session.revoked" },
    });
    expect(traces).toBe(1);
  });

  it("of others cannot be ended, nor found", async () => {
    const world = await aWorld();
    const [mine, theirs] = [await world.member(), await world.member()];
    const { id, token } = await aSession(world, theirs);
    const result = await runCommand(revokeSession, mine.actor, { sessionId: id });
    expect(result).toMatchObject({ ok: false, error: { code: "not_found" } });
    expect(await living(token)).not.toBeNull();
  });

  it("end everywhere else and stay here", async () => {
    const world = await aWorld();
    const person = await world.member();
    const [here, there] = [await aSession(world, person), await aSession(world, person)];
    const actor: Actor = { kind: "user", userId: person.userId, sessionId: here.id };
    const result = await runCommand(revokeOtherSessions, actor, {});
    expect(result).toMatchObject({ ok: true, value: { ended: 1 } });
    expect(await living(here.token)).not.toBeNull();
    expect(await living(there.token)).toBeNull();
  });

  it("note when they were last seen at most once a minute", async () => {
    const world = await aWorld();
    const { id, token } = await aSession(world, await world.member());
    const seen = async () =>
      (await world.db.webSession.findUniqueOrThrow({ where: { id } })).lastSeenAt.getTime();
    const first = await seen();
    await living(token, new Date(first + 30_000));
    expect(await seen()).toBe(first);
    await living(token, new Date(first + 61_000));
    expect(await seen()).toBe(first + 61_000);
  });
});

describe("session.open-sso", () => {
  const issuer = "https://id.example.com";
  const claimOf = (person: Person) => ({
    issuer,
    subject: randomUUID(),
    email: person.email,
    isEmailVerified: true,
  });

  it("opens to nobody but the sign-in route", async () => {
    const world = await aWorld();
    const claim = claimOf(await world.member());
    for (const actor of [anywhere(), world.owner.actor, { kind: "system", job: "seed" } as const]) {
      const result = await runCommand(openSsoSession, actor, claim);
      expect(result).toMatchObject({ ok: false, error: { code: "unauthenticated" } });
    }
  });

  it("never links by an address of a domain that is not named", async () => {
    const world = await aWorld();
    const result = await runCommand(openSsoSession, ssoActor, claimOf(await world.member()));
    expect(result).toMatchObject({ ok: false, error: { code: "unauthenticated" } });
    expect(await world.db.ssoIdentity.count()).toBe(0);
  });

  it("knows a person by issuer and subject, whatever the address says", async () => {
    const world = await aWorld();
    const [known, other] = [await world.member(), await world.member()];
    const claim = claimOf(known);
    const { subject, email } = claim;
    await world.db.ssoIdentity.create({ data: { issuer, subject, email, userId: known.userId } });
    const moved = { ...claim, email: other.email, isEmailVerified: false };
    const result = await runCommand(openSsoSession, ssoActor, moved);
    expect(result).toMatchObject({ ok: true, value: { userId: known.userId } });
    const elsewhere = { ...claim, issuer: "https://other.example.com" };
    expect((await runCommand(openSsoSession, ssoActor, elsewhere)).ok).toBe(false);
  });
});
