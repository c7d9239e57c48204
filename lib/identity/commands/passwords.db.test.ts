import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Actor, anonymous } from "@/lib/authz/actor";
import { runCommand } from "@/lib/execution/command";
import { changePassword } from "@/lib/identity/commands/change-password";
import { confirmIdentity } from "@/lib/identity/commands/confirm-identity";
import { requestPasswordReset } from "@/lib/identity/commands/request-password-reset";
import { resetPassword } from "@/lib/identity/commands/reset-password";
import { consumeReauthentication } from "@/lib/identity/store";
import { sessionOfHash } from "@/lib/identity/store/sessions";
import { verifyPassword } from "@/lib/platform/passwords";
import { hashOfSecret } from "@/lib/platform/secrets";
import { aReset, aSession, TEST_PASSWORD, withPassword } from "@/lib/testing/inputs/identity";
import { aWorld, type Person, type World } from "@/lib/testing/world";

const NEXT = "seven green bottles hanging";
const subjectSha256 = "ab".repeat(32);
const living = (token: string) => sessionOfHash(hashOfSecret(token), new Date());

async function has(world: World, person: Person, password: string): Promise<boolean> {
  const { passwordHash } = await world.db.user.findUniqueOrThrow({ where: { id: person.userId } });
  return (await verifyPassword(password, passwordHash)).isRight;
}

async function jobsTo(world: World, to: string) {
  return world.db.$queryRaw<{ payload: { template: string; data: { link: string } } }[]>`
    SELECT payload FROM graphile_worker._private_jobs WHERE payload->>'to' = ${to}`;
}

describe("a password reset", () => {
  it("answers every address alike, and mails the address on record", async () => {
    const world = await aWorld();
    const { email } = await world.member();
    const known = await runCommand(requestPasswordReset, anonymous, { email: email.toUpperCase() });
    const unknown = `${randomUUID()}@example.com`;
    const other = await runCommand(requestPasswordReset, anonymous, { email: unknown });
    expect(known).toEqual(other);
    const [mail] = await jobsTo(world, email);
    expect(mail?.payload.template).toBe("password-reset");
    expect(await jobsTo(world, unknown)).toEqual([]);
    const token = mail?.payload.data.link.split("/").at(-1) ?? "";
    const stored = await world.db.passwordReset.findMany();
    expect(JSON.stringify(stored)).not.toContain(token);
    expect((await runCommand(resetPassword, anonymous, { token, password: NEXT })).ok).toBe(true);
  });

  it("sets the password once, ends every session and every other link", async () => {
    const world = await aWorld();
    const person = await world.member();
    await withPassword(world, person);
    const session = await aSession(world, person);
    const [token, older] = [await aReset(world, person), await aReset(world, person)];
    const input = { token, password: NEXT };
    expect((await runCommand(resetPassword, anonymous, input)).ok).toBe(true);
    expect(await has(world, person, NEXT)).toBe(true);
    expect(await living(session.token)).toBeNull();
    for (const again of [token, older]) {
      const result = await runCommand(resetPassword, anonymous, { ...input, token: again });
      expect(result).toMatchObject({ ok: false, error: { code: "not_found" } });
    }
    const trace = await world.db.auditEvent.findFirstOrThrow({
      where: { workspaceId: world.workspaceId },
    });
    expect(trace).toMatchObject({ type: "password.changed", actorId: person.userId });
  });

  it("stays usable after a password that was too weak, and ends after an hour", async () => {
    const world = await aWorld();
    const person = await world.member();
    const token = await aReset(world, person);
    const weak = await runCommand(resetPassword, anonymous, { token, password: "aaaaaaaaaaaaa" });
    expect(weak).toMatchObject({ ok: false, error: { issues: [{ path: "password" }] } });
    await world.db.passwordReset.updateMany({
      where: { userId: person.userId },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    const late = await runCommand(resetPassword, anonymous, { token, password: NEXT });
    expect(late).toMatchObject({ ok: false, error: { code: "not_found" } });
  });

  it("is asked for five times an hour and no more", async () => {
    const email = `${randomUUID()}@example.com`;
    const codes: string[] = [];
    for (let index = 0; index < 6; index += 1) {
      const result = await runCommand(requestPasswordReset, anonymous, { email });
      codes.push(result.ok ? "ok" : result.error.code);
    }
    expect(codes).toEqual([...Array.from({ length: 5 }, () => "ok"), "rate_limited"]);
  });
});

describe("password.change", () => {
  it("needs the present password, and ends the sessions elsewhere", async () => {
    const world = await aWorld();
    const person = await world.member();
    await withPassword(world, person);
    const [here, there] = [await aSession(world, person), await aSession(world, person)];
    const actor: Actor = { kind: "user", userId: person.userId, sessionId: here.id };
    const wrong = { currentPassword: "a guess", newPassword: NEXT };
    expect(await runCommand(changePassword, actor, wrong)).toMatchObject({
      error: { code: "forbidden", issues: [{ path: "currentPassword" }] },
    });
    expect(await living(there.token)).not.toBeNull();
    const right = { currentPassword: TEST_PASSWORD, newPassword: NEXT };
    expect((await runCommand(changePassword, actor, right)).ok).toBe(true);
    expect(await has(world, person, NEXT)).toBe(true);
    expect(await living(here.token)).not.toBeNull();
    expect(await living(there.token)).toBeNull();
  });

  it("refuses a weak new one at its field", async () => {
    const world = await aWorld();
    const person = await world.member();
    await withPassword(world, person);
    const input = { currentPassword: TEST_PASSWORD, newPassword: "passwordpassword" };
    const result = await runCommand(changePassword, person.actor, input);
    expect(result).toMatchObject({ error: { issues: [{ path: "newPassword" }] } });
    expect(await has(world, person, TEST_PASSWORD)).toBe(true);
  });
});

describe("identity.confirm", () => {
  async function confirmed() {
    const world = await aWorld();
    const person = await world.member();
    const password = await withPassword(world, person);
    const result = await runCommand(confirmIdentity, person.actor, { password, subjectSha256 });
    return { world, person, token: result.ok ? result.value.token : "" };
  }

  it("gives proof for one subject, one person and one use", async () => {
    const { world, person, token } = await confirmed();
    const { userId } = person;
    const use = (proof: object) =>
      consumeReauthentication(world.db, {
        userId,
        token,
        subjectSha256,
        now: new Date(),
        ...proof,
      });
    const other = await world.member();
    await expect(use({ subjectSha256: "cd".repeat(32) })).rejects.toThrow("Confirm");
    await expect(use({ userId: other.userId })).rejects.toThrow("Confirm");
    await expect(use({ token: `${token}x` })).rejects.toThrow("Confirm");
    await expect(use({ now: new Date(Date.now() + 301_000) })).rejects.toThrow("Confirm");
    const uses = await Promise.allSettled([use({}), use({}), use({})]);
    expect(uses.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    expect(uses.find((each) => each.status === "fulfilled")).toMatchObject({
      value: { assurance: "password" },
    });
  });

  it("remembers wrong passwords, says so at the field, and stops after eight", async () => {
    const world = await aWorld();
    const person = await world.member();
    await withPassword(world, person);
    const input = { password: "a guess", subjectSha256 };
    for (let index = 0; index < 8; index += 1) {
      const result = await runCommand(confirmIdentity, person.actor, input);
      expect(result).toMatchObject({
        error: { code: "forbidden", issues: [{ path: "password" }] },
      });
    }
    const locked = await runCommand(confirmIdentity, person.actor, {
      ...input,
      password: TEST_PASSWORD,
    });
    expect(locked).toMatchObject({ ok: false, error: { code: "rate_limited" } });
    const kept = await world.db.securityEvent.findMany({ where: { actor: person.userId } });
    expect(kept).toHaveLength(9);
    expect(JSON.stringify(kept)).not.toContain("a guess");
    expect(await world.db.auditEvent.count({ where: { workspaceId: world.workspaceId } })).toBe(0);
  });

  it("is nothing an API token can do", async () => {
    const world = await aWorld();
    const { userId } = await world.member();
    const { workspaceId } = world;
    const actor: Actor = {
      kind: "token",
      userId,
      tokenId: randomUUID(),
      workspaceId,
      scopes: ["manage"],
    };
    const result = await runCommand(confirmIdentity, actor, { password: "x", subjectSha256 });
    expect(result).toMatchObject({ ok: false, error: { code: "forbidden" } });
  });
});
