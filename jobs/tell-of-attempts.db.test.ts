import { mkdtempSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { simpleParser } from "mailparser";
import { expect, it, vi } from "vitest";
import { startWorker } from "@/jobs/runner";
import { listAudit } from "@/lib/audit/queries";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { confirmBySso } from "@/lib/identity/commands/confirm-by-sso";
import { confirmIdentity } from "@/lib/identity/commands/confirm-identity";
import { tellOfAttempts } from "@/lib/notifications/commands/tell-of-attempts";
import { listMyNotices } from "@/lib/notifications/queries";
import { testDatabaseUrl } from "@/lib/testing/database";
import { withPassword } from "@/lib/testing/inputs/identity";
import { aWorld, type Person, type World } from "@/lib/testing/world";

const data = mkdtempSync(join(tmpdir(), "waymark-alarm-"));
vi.stubEnv("WAYMARK_DATA", data);
const outbox = join(data, "outbox");

const subjectSha256 = "ab".repeat(32);
const alarm = /10 attempts to sign as Test member failed within 15 minutes/;

const wrongPassword = ({ actor }: Person) =>
  runCommand(confirmIdentity, actor, { password: "a guess", subjectSha256 });
const wrongSignOn = ({ actor }: Person) => runCommand(confirmBySso, actor, { answer: "nothing" });

async function attacked() {
  const world = await aWorld();
  const person = await world.member();
  await withPassword(world, person);
  return { world, person, admin: await world.member("admin") };
}

async function alarmsTo({ actor }: Person) {
  const { rows } = await runQuery(listMyNotices, actor, { limit: 50 });
  return rows.filter(({ kind }) => kind === "alarm");
}

async function mailedTo(person: Person): Promise<string[]> {
  const names = await readdir(outbox).catch(() => []);
  const mails = await Promise.all(
    names.map(async (name) => simpleParser(await readFile(join(outbox, name)))),
  );
  return mails
    .filter((mail) => [mail.to ?? []].flat()[0]?.value[0]?.address === person.email)
    .map((mail) => mail.subject ?? "");
}

async function waitingAlarms(world: World, { userId }: Person): Promise<number> {
  const rows = await world.db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM graphile_worker._private_jobs WHERE payload->>'userId' = ${userId}`;
  return Number(rows[0]?.count ?? 0);
}

it("ten failed attempts to sign reach owners, admins and the person by notice and mail within five seconds", async () => {
  const { world, person, admin } = await attacked();
  const colleague = await world.member();
  const runner = await startWorker(testDatabaseUrl());
  try {
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      await wrongPassword(person);
    }
    for (let attempt = 7; attempt <= 9; attempt += 1) {
      await wrongSignOn(person);
    }
    await sleep(1500);
    expect(await alarmsTo(person)).toEqual([]);
    await wrongPassword(person);

    const tenthAt = Date.now();
    const told = [world.owner, admin, person];
    const haveMail = async () =>
      (await Promise.all(told.map(mailedTo))).every((subjects) => subjects.length > 0);
    while (!(await haveMail()) && Date.now() - tenthAt < 5000) {
      await sleep(50);
    }
    expect(Date.now() - tenthAt).toBeLessThan(5000);
    for (const each of told) {
      expect(await mailedTo(each)).toEqual([expect.stringMatching(alarm)]);
      expect(await alarmsTo(each)).toMatchObject([{ title: expect.stringMatching(alarm) }]);
    }
    expect(await alarmsTo(colleague)).toEqual([]);
  } finally {
    await runner.stop();
  }
  const { workspaceId } = world;
  const trail = await runQuery(listAudit, world.owner.actor, { workspaceId });
  expect(trail.rows.map(({ sentence }) => sentence)).toContainEqual(expect.stringMatching(alarm));
});

it("is one alarm for a burst, however long it goes on and however many try at once", async () => {
  const { world, person } = await attacked();
  await Promise.all(Array.from({ length: 24 }, () => wrongSignOn(person)));
  for (let attempt = 0; attempt < 4; attempt += 1) {
    await wrongPassword(person);
  }
  expect(await waitingAlarms(world, person)).toBe(1);
  const kept = await world.db.securityEvent.findMany({ where: { actor: person.userId } });
  expect(kept.filter(({ kind }) => kind === "alarm.signing")).toHaveLength(1);
  expect(kept.filter(({ kind }) => kind.startsWith("refused."))).toHaveLength(28);
});

it("tells people once when the job runs twice, and nobody but Waymark raises the alarm", async () => {
  const { world, person } = await attacked();
  const at = new Date().toISOString();
  const input = { userId: person.userId, attempts: 10, minutes: 15, at };
  const system = { kind: "system", job: "tell-of-attempts" } as const;
  expect(await runCommand(tellOfAttempts, system, input)).toMatchObject({ ok: true });
  expect(await runCommand(tellOfAttempts, system, input)).toMatchObject({ ok: true });
  expect(await alarmsTo(person)).toHaveLength(1);
  expect(await alarmsTo(world.owner)).toHaveLength(1);
  for (const actor of [world.owner.actor, { kind: "system", job: "seed" } as const]) {
    expect(await runCommand(tellOfAttempts, actor, input)).toMatchObject({
      error: { code: "unauthenticated" },
    });
  }
});
