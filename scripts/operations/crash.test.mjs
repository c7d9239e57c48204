import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { checkLedgers } from "../lib/check-database.mjs";
import { isAlive } from "../lib/file-lock.mjs";
import { freePort } from "../lib/free-port.mjs";
import { writeManifest } from "../lib/manifest.mjs";
import { withClient } from "../lib/sql.mjs";
import {
  DATA,
  emptyFolder,
  killOutright,
  pressCtrlC,
  runScript,
  sentenceOf,
  startWaymark,
} from "./waymark.mjs";
import { startWriting, writerIn } from "./writers.mjs";

let waymark = null;

function readNumber(path) {
  return Number(readFileSync(join(DATA, path), "utf8").split("\n")[0]);
}

function clusterFolder() {
  const note = join(DATA, "postgres/location");
  const home = existsSync(note) ? readFileSync(note, "utf8").trim() : join(DATA, "postgres");
  return join(home, "cluster");
}

function databasePid() {
  return Number(readFileSync(join(clusterFolder(), "postmaster.pid"), "utf8").split("\n")[0]);
}

function ownerUrl() {
  return JSON.parse(readFileSync(join(DATA, "run/environment.json"), "utf8")).DATABASE_OWNER_URL;
}

function ask(text, values = []) {
  return withClient(ownerUrl(), async (client) => (await client.query(text, values)).rows);
}

async function until(isSo, what) {
  for (let waitedMs = 0; waitedMs < 20_000; waitedMs += 50) {
    if (await isSo()) {
      return;
    }
    await sleep(50);
  }
  throw new Error(`Waited in vain: ${what}`);
}

/** Writes until something has gone wrong, by `disturb`, in the middle of it. */
async function writeUntil(name, disturb) {
  const writer = await writerIn(ownerUrl());
  const writing = startWriting({ port: waymark.port, name, ...writer });
  await until(() => writing.acknowledged.length >= 20 || writing.refusals.length > 0, "to write");
  expect(writing.refusals).toEqual([]);
  await disturb();
  await writing.stop();
  expect(writing.refusals.length).toBeGreaterThan(0);
  return writing.acknowledged;
}

async function expectKept(acknowledged) {
  const rows = await ask(
    `SELECT entry.body FROM journal_entries entry
     WHERE entry.body = ANY($1) AND EXISTS (
       SELECT 1 FROM audit_events event
       WHERE event.type = 'journal.logged' AND event.data->>'entryId' = entry.id::text)`,
    [acknowledged],
  );
  expect(new Set(rows.map((row) => row.body))).toEqual(new Set(acknowledged));
  const ledger = await withClient(ownerUrl(), checkLedgers);
  expect(ledger).toMatchObject({ isOk: true });
}

/** What a worker that is killed in the middle of a job leaves in the queue. */
async function leaveLockedJob() {
  const [{ id }] = await ask("SELECT id FROM projects LIMIT 1");
  await ask(
    `SELECT graphile_worker.add_job('reevaluate-gates', json_build_object('projectId', $1::text),
            run_at => now() + interval '1 hour', job_key => 'left-behind')`,
    [id],
  );
  await ask(
    `UPDATE graphile_worker._private_jobs
     SET locked_at = now(), locked_by = 'worker-that-was-killed', run_at = now()
     WHERE key = 'left-behind'`,
  );
}

afterAll(async () => {
  if (waymark !== null) {
    await pressCtrlC(waymark);
  }
});

describe("after kill -9", () => {
  it("of everything at once, the next start has all that was acknowledged", async () => {
    waymark = await startWaymark();
    await leaveLockedJob();
    const postmaster = databasePid();
    const kept = await writeUntil("All killed", async () => {
      process.kill(postmaster, "SIGKILL");
      await killOutright(waymark);
    });
    expect(existsSync(join(DATA, "waymark.lock"))).toBe(true);
    expect(existsSync(join(clusterFolder(), "postmaster.pid"))).toBe(true);
    waymark = await startWaymark();
    await expectKept(kept);
    await until(
      async () =>
        (await ask("SELECT 1 FROM graphile_worker._private_jobs WHERE key = 'left-behind'"))
          .length === 0,
      "for the job of the killed worker to be done",
    );
  });

  it("of the starter and the server, the database that outlived them is taken over", async () => {
    const postmaster = databasePid();
    const kept = await writeUntil("Group killed", () => killOutright(waymark));
    expect(isAlive(postmaster)).toBe(true);
    writeFileSync(join(DATA, "waymark.lock"), '{"pid":');
    waymark = await startWaymark();
    expect(databasePid()).toBe(postmaster);
    expect(waymark.output).toContain("taken over from the last run");
    await expectKept(kept);
  });

  it("of the starter alone, the server ends by itself or is ended", async () => {
    const web = readNumber("run/web.pid");
    process.kill(waymark.pid, "SIGKILL");
    await waymark.ended;
    waymark = await startWaymark();
    expect(readNumber("run/web.pid")).not.toBe(web);
    expect(isAlive(web)).toBe(false);
  });

  it("of the web server, the rest stops in order and says why", async () => {
    const postmaster = databasePid();
    const kept = await writeUntil("Server killed", async () =>
      process.kill(readNumber("run/web.pid"), "SIGKILL"),
    );
    expect(await waymark.ended).toBe(1);
    expect(waymark.output).toMatch(/The web process ended: it gave no reason .*web[.]log/);
    expect(isAlive(postmaster)).toBe(false);
    waymark = await startWaymark();
    await expectKept(kept);
  });

  it("of the database, the rest stops and the next start has all that was acknowledged", async () => {
    const web = readNumber("run/web.pid");
    const kept = await writeUntil("Database killed", async () =>
      process.kill(databasePid(), "SIGKILL"),
    );
    expect(await waymark.ended).toBe(1);
    expect(waymark.output).toMatch(/The database server ended/);
    expect(isAlive(web)).toBe(false);
    waymark = await startWaymark();
    await expectKept(kept);
  });
});

describe("a running Waymark", () => {
  it("is not started twice on the same data", async () => {
    const second = await runScript("start", {
      args: ["--port", String(await freePort()), "--data", DATA],
    });
    expect(sentenceOf(second), second.err).toBe(
      `Waymark already runs with the data in ${DATA} at http://127.0.0.1:${waymark.port} (process ${waymark.pid}). Stop that one first, or choose another folder with --data.`,
    );
  });

  it("keeps its data from being restored over, and lets a backup and a look in", async () => {
    const backup = emptyFolder("pretended-backup");
    writeManifest(backup, { migrations: [], tables: [], sequences: [], files: [] });
    const restore = await runScript("restore", { args: [backup, "--data", DATA, "--replace"] });
    expect(sentenceOf(restore)).toBe(
      `Waymark runs with this data (process ${waymark.pid}). Stop it first.`,
    );
    const doctor = await runScript("doctor", { args: ["--data", DATA] });
    expect(doctor.out).toContain(`Waymark runs at http://127.0.0.1:${waymark.port}`);
    expect(doctor.out).toContain("All is well.");
    expect((await fetch(`http://127.0.0.1:${waymark.port}/healthz`)).status).toBe(200);
  });

  it("stops in order when its terminal is closed and takes no more words", async () => {
    const postmaster = databasePid();
    waymark.closeTerminal();
    process.kill(waymark.pid, "SIGHUP");
    expect(await waymark.ended).toBe(0);
    expect(isAlive(postmaster)).toBe(false);
    waymark = await startWaymark();
  });

  it("stops everything at Ctrl-C, in order, and leaves nothing behind", async () => {
    const pids = [waymark.pid, readNumber("run/web.pid"), databasePid()];
    expect(await pressCtrlC(waymark)).toBe(0);
    expect(waymark.output.trimEnd()).toMatch(/Stopping .*\nStopped[.]$/);
    waymark = null;
    expect(pids.filter(isAlive)).toEqual([]);
    expect(existsSync(join(clusterFolder(), "postmaster.pid"))).toBe(false);
    expect(existsSync(join(DATA, "waymark.lock"))).toBe(false);
  });
});
