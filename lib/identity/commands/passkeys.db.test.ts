import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Actor } from "@/lib/authz/actor";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { addPasskey } from "@/lib/identity/commands/add-passkey";
import { beginPasskey } from "@/lib/identity/commands/begin-passkey";
import { beginPasskeyConfirmation } from "@/lib/identity/commands/begin-passkey-confirmation";
import { confirmByPasskey } from "@/lib/identity/commands/confirm-by-passkey";
import { confirmIdentity } from "@/lib/identity/commands/confirm-identity";
import { removePasskey } from "@/lib/identity/commands/remove-passkey";
import { renamePasskey } from "@/lib/identity/commands/rename-passkey";
import { passkeyChangesSha256 } from "@/lib/identity/policy/passkey-changes";
import { listPasskeys } from "@/lib/identity/queries/list-passkeys";
import { consumeReauthentication } from "@/lib/identity/store";
import { aSession, withPassword } from "@/lib/testing/inputs/identity";
import {
  aChallenge,
  anAnswer,
  aRegistration,
  changesProof,
  withPasskey,
} from "@/lib/testing/inputs/passkeys";
import { aDevice, isSignedFor } from "@/lib/testing/software-authenticator";
import { aWorld, type Person, type World } from "@/lib/testing/world";

const subjectSha256 = randomBytes(32).toString("hex");
const PRESENT_ONLY = 0x01;

async function setting() {
  const world = await aWorld();
  const person = await world.member();
  return { world, person };
}

async function withDevice() {
  const { world, person } = await setting();
  return { world, person, ...(await withPasskey(world, person)) };
}

const confirm = (person: Person, answer: object) =>
  runCommand(confirmByPasskey, person.actor, { answer });

async function mailsTo(world: World, to: string): Promise<string[]> {
  const rows = await world.db.$queryRaw<{ title: string }[]>`
    SELECT payload->'data'->>'title' AS title
    FROM graphile_worker._private_jobs WHERE payload->>'to' = ${to} ORDER BY id`;
  return rows.map((row) => row.title);
}

async function trailOf(world: World): Promise<string[]> {
  const { workspaceId } = world;
  const rows = await world.db.auditEvent.findMany({
    where: { workspaceId },
    orderBy: { index: "asc" },
  });
  return rows.map((row) => row.type).filter((type) => /^(?:passkey|identity)\./.test(type));
}

async function reasonsLogged(world: World, person: Person): Promise<unknown[]> {
  const rows = await world.db.securityEvent.findMany({ where: { actor: person.userId } });
  return rows.map(({ data }) => (data as { reason: unknown }).reason);
}

describe("a passkey in the profile", () => {
  it("is added after a confirmation, renamed and removed; trail and mail tell of it", async () => {
    const { world, person } = await setting();
    const password = await withPassword(world, person);
    const confirmed = await runCommand(confirmIdentity, person.actor, {
      password,
      subjectSha256: passkeyChangesSha256(person.userId),
    });
    const { token = "" } = confirmed.ok ? confirmed.value : {};
    const begun = await runCommand(beginPasskey, person.actor, { token });
    const { challenge = "", ...options } = begun.ok ? begun.value.options : {};
    expect(options).toMatchObject({
      rp: { id: "localhost" },
      authenticatorSelection: { userVerification: "required" },
    });
    const answer = aDevice().register(challenge);
    const added = await runCommand(addPasskey, person.actor, { name: "Desk key", answer });
    const { passkeyId = "" } = added.ok ? added.value : {};
    await runCommand(renamePasskey, person.actor, { passkeyId, name: "Blue key" });
    const { rows } = await runQuery(listPasskeys, person.actor, {});
    expect(rows).toMatchObject([{ id: passkeyId, name: "Blue key", lastUsedAt: null }]);
    const proof = await changesProof(world, person);
    expect(
      await runCommand(removePasskey, person.actor, { passkeyId, token: proof }),
    ).toMatchObject({ ok: true });
    expect((await runQuery(listPasskeys, person.actor, {})).rows).toEqual([]);
    expect(await trailOf(world)).toEqual([
      "identity.confirmed",
      "passkey.added",
      "passkey.renamed",
      "passkey.removed",
    ]);
    expect(await mailsTo(world, person.email)).toEqual([
      "The passkey “Desk key” was added to your Waymark account",
      "The passkey “Blue key” was removed from your Waymark account",
    ]);
  });

  it("is not begun without a confirmation, nor with one for something else or used up", async () => {
    const { world, person } = await setting();
    const refused = await runCommand(beginPasskey, person.actor, {});
    expect(refused).toMatchObject({ error: { code: "forbidden", reason: "unconfirmed" } });
    const other = await world.member();
    for (const token of ["made up", await changesProof(world, other)]) {
      const result = await runCommand(beginPasskey, person.actor, { token });
      expect(result).toMatchObject({ error: { code: "rule_refused" } });
    }
    const token = await changesProof(world, person);
    expect((await runCommand(beginPasskey, person.actor, { token })).ok).toBe(true);
    expect((await runCommand(beginPasskey, person.actor, { token })).ok).toBe(false);
  });

  it("is begun without one right after single sign-on, and not later", async () => {
    const { world, person } = await setting();
    const { id } = await aSession(world, person);
    await world.db.webSession.update({ where: { id }, data: { method: "sso" } });
    const actor: Actor = { kind: "user", userId: person.userId, sessionId: id };
    expect((await runCommand(beginPasskey, actor, {})).ok).toBe(true);
    const createdAt = new Date(Date.now() - 301_000);
    await world.db.webSession.update({ where: { id }, data: { createdAt } });
    expect((await runCommand(beginPasskey, actor, {})).ok).toBe(false);
  });
});

describe("the registration of a passkey", () => {
  it("is registered once for one challenge, by its own person and within five minutes", async () => {
    const { world, person } = await setting();
    const other = await world.member();
    const input = await aRegistration(world, person);
    const refused = { error: { code: "forbidden", reason: "wrong-passkey" } };
    expect(await runCommand(addPasskey, other.actor, input)).toMatchObject(refused);
    expect(await runCommand(addPasskey, person.actor, input)).toMatchObject({ ok: true });
    expect(await runCommand(addPasskey, person.actor, input)).toMatchObject(refused);
    const late = await aRegistration(world, person);
    const { userId } = person;
    const expiresAt = new Date(Date.now() - 1);
    await world.db.passkeyChallenge.updateMany({ where: { userId }, data: { expiresAt } });
    expect(await runCommand(addPasskey, person.actor, late)).toMatchObject(refused);
    expect(await world.db.passkey.count({ where: { userId } })).toBe(1);
  });

  it.each([
    ["for another site", { origin: "https://waymark.example.net" }],
    ["by a device that did not check the person", { flags: PRESENT_ONLY }],
    ["as an answer to another kind of question", { type: "webauthn.get" }],
  ])("is refused when made %s", async (_case, behaviour) => {
    const { world, person } = await setting();
    const token = await changesProof(world, person);
    const begun = await runCommand(beginPasskey, person.actor, { token });
    const { challenge = "" } = begun.ok ? begun.value.options : {};
    const answer = aDevice().register(challenge, behaviour);
    const result = await runCommand(addPasskey, person.actor, { name: "Desk key", answer });
    expect(result).toMatchObject({ error: { code: "forbidden" } });
    expect(await world.db.passkey.count({ where: { userId: person.userId } })).toBe(0);
  });
});

describe("a registered passkey", () => {
  it("belongs to one person: nobody else renames or removes it", async () => {
    const { world, passkeyId } = await withDevice();
    const other = await world.member();
    const token = await changesProof(world, other);
    for (const result of [
      await runCommand(renamePasskey, other.actor, { passkeyId, name: "Mine" }),
      await runCommand(removePasskey, other.actor, { passkeyId, token }),
    ]) {
      expect(result).toMatchObject({ error: { code: "not_found" } });
    }
  });

  it("keeps owner and key in the database whoever asks, and never comes back", async () => {
    const { world, person, passkeyId } = await withDevice();
    const other = await world.member();
    const where = { id: passkeyId };
    const key = Uint8Array.from(randomBytes(77));
    const change = (data: object) => world.db.passkey.update({ where, data });
    await expect(change({ userId: other.userId })).rejects.toThrow("keeps its owner");
    await expect(change({ publicKey: key })).rejects.toThrow("keeps its owner");
    const token = await changesProof(world, person);
    await runCommand(removePasskey, person.actor, { passkeyId, token });
    await expect(change({ removedAt: null })).rejects.toThrow("keeps its owner");
  });
});

describe("identity.confirm-passkey", () => {
  it("gives the same single-use proof as a password, at the level passkey", async () => {
    const { world, person, device } = await withDevice();
    const { answer } = await anAnswer(person, device, subjectSha256);
    const given = await confirm(person, answer);
    const { token = "" } = given.ok ? given.value : {};
    const { userId } = person;
    const use = (subject: string) =>
      consumeReauthentication(world.db, { userId, token, subjectSha256: subject, now: new Date() });
    await expect(use("cd".repeat(32))).rejects.toThrow("Confirm");
    expect(await use(subjectSha256)).toEqual({ assurance: "passkey" });
    await expect(use(subjectSha256)).rejects.toThrow("Confirm");
  });

  it("keeps what the device signed, so that it is verified from the stored bytes alone", async () => {
    const { world, person, device } = await withDevice();
    const { answer } = await anAnswer(person, device, subjectSha256);
    await confirm(person, answer);
    const { userId } = person;
    const { id, assurance } = await world.db.reauthentication.findFirstOrThrow({
      where: { userId, subjectSha256 },
    });
    const where = { reauthenticationId: id };
    const stored = await world.db.passkeyProof.findUniqueOrThrow({ where });
    expect([assurance, stored.credentialId]).toEqual(["passkey", device.credentialId]);
    expect(isSignedFor(subjectSha256, stored)).toBe(true);
    expect(isSignedFor("cd".repeat(32), stored)).toBe(false);
    const signature = Uint8Array.from(stored.signature);
    signature[20] = (signature[20] ?? 0) ^ 1;
    expect(isSignedFor(subjectSha256, { ...stored, signature })).toBe(false);
    await expect(world.db.passkeyProof.update({ where, data: { signature } })).rejects.toThrow();
  });
});

describe("the answer of a passkey", () => {
  it("takes an answer once, from its own person, with a living key", async () => {
    const { world, person, device, passkeyId } = await withDevice();
    const other = await world.member();
    await withPasskey(world, other);
    const { answer } = await anAnswer(person, device);
    expect((await confirm(other, answer)).ok).toBe(false);
    const results = await Promise.all([confirm(person, answer), confirm(person, answer)]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    const next = await anAnswer(person, device);
    const token = await changesProof(world, person);
    await runCommand(removePasskey, person.actor, { passkeyId, token });
    expect((await confirm(person, next.answer)).ok).toBe(false);
  });

  it("refuses a counter that does not move on, and remembers it as an alarm", async () => {
    const { world, person, device } = await withDevice();
    const answerAt = async (signCount: number) =>
      device.sign(await aChallenge(person, subjectSha256), { signCount });
    expect((await confirm(person, await answerAt(7))).ok).toBe(true);
    for (const count of [7, 3, 0]) {
      const result = await confirm(person, await answerAt(count));
      expect(result).toMatchObject({ error: { code: "forbidden", reason: "passkey-counter" } });
    }
    expect(await reasonsLogged(world, person)).toEqual(Array(3).fill("passkey-counter"));
    expect((await confirm(person, await answerAt(8))).ok).toBe(true);
  });

  it("takes a device that never counts", async () => {
    const { person, device } = await withDevice();
    for (let index = 0; index < 2; index += 1) {
      const challenge = await aChallenge(person, subjectSha256);
      const answer = device.sign(challenge, { signCount: 0 });
      expect((await confirm(person, answer)).ok).toBe(true);
    }
  });
});

describe("a passkey's answer that does not fit", () => {
  it.each([
    ["another site", { origin: "http://localhost:3001" }],
    ["a device that did not check the person", { flags: PRESENT_ONLY }],
    ["a registration", { type: "webauthn.create" }],
  ])("refuses the answer of %s", async (_case, behaviour) => {
    const { world, person, device } = await withDevice();
    const answer = device.sign(await aChallenge(person, subjectSha256), behaviour);
    const result = await confirm(person, answer);
    expect(result).toMatchObject({ error: { code: "forbidden", reason: "wrong-passkey" } });
    expect(await world.db.passkeyProof.count({ where: { credentialId: answer.id } })).toBe(0);
  });

  it("refuses another key's signature under a known name, and an answer that is no answer", async () => {
    const { person, device } = await withDevice();
    const forged = aDevice().sign(await aChallenge(person, subjectSha256));
    const { id, rawId } = device.sign("");
    expect((await confirm(person, { ...forged, id, rawId })).ok).toBe(false);
    const nonsense = { clientDataJSON: "AAAA", authenticatorData: "AAAA", signature: "AAAA" };
    const result = await confirm(person, { id, rawId, type: "public-key", response: nonsense });
    expect(result).toMatchObject({ error: { code: "forbidden" } });
  });

  it("is not asked of somebody without a passkey", async () => {
    const { person } = await setting();
    const result = await runCommand(beginPasskeyConfirmation, person.actor, { subjectSha256 });
    expect(result).toMatchObject({ error: { code: "rule_refused" } });
  });
});
