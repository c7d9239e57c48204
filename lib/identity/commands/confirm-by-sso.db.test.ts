import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Actor } from "@/lib/authz/actor";
import { runCommand } from "@/lib/execution/command";
import { signCase } from "@/lib/gates/commands/sign-case";
import { confirmBySso } from "@/lib/identity/commands/confirm-by-sso";
import { consumeReauthentication } from "@/lib/identity/store";
import { sealNote } from "@/lib/platform/sealed-note";
import { isStrongEnough } from "@/lib/playbooks/rules/assurance";
import { submittedCase } from "@/lib/testing/inputs/business-cases";
import { anSsoAnswer } from "@/lib/testing/inputs/identity";
import { aWorld, type Person } from "@/lib/testing/world";

const subjectSha256 = "ab".repeat(32);
const confirm = (person: Person, answer: string) =>
  runCommand(confirmBySso, person.actor, { answer });

async function setting() {
  const world = await aWorld();
  const person = await world.member();
  return { world, person };
}

it("gives proof at the level sso for one subject and one use, and names the provider in the trail", async () => {
  const { world, person } = await setting();
  const { answer, subject } = await anSsoAnswer(world, person, { subjectSha256 });
  const result = await confirm(person, answer);
  const token = result.ok ? result.value.token : "";
  expect(result).toMatchObject({ ok: true, value: { subjectSha256 } });

  const { userId } = person;
  const use = (proof: object) =>
    consumeReauthentication(world.db, { userId, token, subjectSha256, now: new Date(), ...proof });
  await expect(use({ subjectSha256: "cd".repeat(32) })).rejects.toThrow("Confirm");
  await expect(use({ userId: (await world.member()).userId })).rejects.toThrow("Confirm");
  await expect(use({ now: new Date(Date.now() + 301_000) })).rejects.toThrow("Confirm");
  const uses = await Promise.allSettled([use({}), use({}), use({})]);
  expect(uses.filter((each) => each.status === "fulfilled")).toMatchObject([
    { value: { assurance: "sso" } },
  ]);

  const { workspaceId } = world;
  const entry = await world.db.auditEvent.findFirstOrThrow({ where: { workspaceId } });
  expect(entry).toMatchObject({
    type: "identity.confirmed",
    actorId: userId,
    data: { assurance: "sso", subjectSha256, issuer: "https://id.example.com", subject },
  });
});

it("gives one proof an answer, however often and however fast it is sent", async () => {
  const { world, person } = await setting();
  const { answer } = await anSsoAnswer(world, person);
  const results = await Promise.all([1, 2, 3, 4].map(() => confirm(person, answer)));
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  const { userId } = person;
  expect(await world.db.reauthentication.count({ where: { userId } })).toBe(1);
});

it("refuses another account at the provider, also one that somebody else here uses", async () => {
  const { world, person } = await setting();
  const stranger = await anSsoAnswer(world, person, { subject: "somebody else" });
  const colleague = await anSsoAnswer(world, await world.member());
  const theirs = await anSsoAnswer(world, person, { subject: colleague.subject });
  const elsewhere = await anSsoAnswer(world, person, { issuer: "https://other.example.com" });
  for (const { answer } of [stranger, theirs, elsewhere]) {
    expect(await confirm(person, answer)).toMatchObject({
      error: { code: "forbidden", message: expect.stringContaining("another account") },
    });
  }
  expect(await world.db.reauthentication.count({ where: { userId: person.userId } })).toBe(0);
  const kept = await world.db.securityEvent.findMany({ where: { actor: person.userId } });
  expect(kept).toMatchObject(
    [1, 2, 3].map(() => ({ data: { door: "identity.confirm-sso", reason: "wrong-sso" } })),
  );
});

it("refuses a session the provider had open before, and one that does not say since when", async () => {
  const { world, person } = await setting();
  const anHourAgo = Math.floor(Date.now() / 1000) - 3600;
  const old = await anSsoAnswer(world, person, { authTime: anHourAgo });
  expect(await confirm(person, old.answer)).toMatchObject({
    error: { code: "forbidden", message: expect.stringContaining("without asking who you are") },
  });
  const silent = await anSsoAnswer(world, person, { authTime: null });
  expect(await confirm(person, silent.answer)).toMatchObject({
    error: { code: "forbidden", message: expect.stringContaining("does not say when") },
  });
  const ahead = await anSsoAnswer(world, person, { authTime: anHourAgo + 7200 });
  expect(await confirm(person, ahead.answer)).toMatchObject({
    error: { code: "forbidden", message: expect.stringContaining("runs ahead") },
  });
  expect(await world.db.reauthentication.count({ where: { userId: person.userId } })).toBe(0);
});

it("refuses an answer that was begun by another session or person, or that nobody sealed", async () => {
  const { world, person } = await setting();
  const session = await anSsoAnswer(world, person, { sessionId: randomUUID() });
  const colleague = await anSsoAnswer(world, await world.member());
  const { answer } = await anSsoAnswer(world, person);
  const [body = "", mark = ""] = answer.split(".");
  const changed = `${body.slice(0, -2)}AA.${mark}`;
  const foreign = sealNote("another purpose", { any: "thing" });
  for (const sent of [session.answer, colleague.answer, changed, foreign, body, "", "."]) {
    expect(await confirm(person, sent)).toMatchObject({
      error: { code: "forbidden", message: expect.stringContaining("not begun here by you") },
    });
  }
});

it("stops after eight refused answers, and is nothing an API token can do", async () => {
  const { world, person } = await setting();
  for (let index = 0; index < 8; index += 1) {
    await confirm(person, "nothing");
  }
  const { answer } = await anSsoAnswer(world, person);
  expect(await confirm(person, answer)).toMatchObject({ error: { code: "rate_limited" } });

  const { workspaceId } = world;
  const { userId } = await world.member();
  const scopes = ["manage" as const];
  const actor: Actor = { kind: "token", userId, tokenId: randomUUID(), workspaceId, scopes };
  expect(await runCommand(confirmBySso, actor, { answer })).toMatchObject({
    error: { code: "forbidden" },
  });
});

it("signs a business case, whose signature says so, and is no passkey", async () => {
  const world = await aWorld();
  const project = await world.project();
  const sponsor = await world.person(project, "sponsor");
  const { sha256 } = await submittedCase(project);
  const { answer } = await anSsoAnswer(world, sponsor, { subjectSha256: sha256 });
  const confirmed = await confirm(sponsor, answer);
  const signed = await runCommand(signCase, sponsor.actor, {
    projectId: project.id,
    number: 1,
    role: "sponsor",
    sha256,
    readSha256: sha256,
    token: confirmed.ok ? confirmed.value.token : "",
  });
  expect(signed).toMatchObject({ ok: true });
  const { userId } = sponsor;
  const signature = await world.db.signature.findFirstOrThrow({ where: { signerId: userId } });
  expect(signature.assurance).toBe("sso");
  expect(isStrongEnough("sso", "password")).toBe(true);
  expect(isStrongEnough("sso", "passkey")).toBe(false);
});
