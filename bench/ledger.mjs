import { spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { createWriteStream, mkdirSync, rmSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { treeWith } from "../clients/verify/core.mjs";
import { nodeCrypto } from "../clients/verify/node-crypto.mjs";
import { say } from "../scripts/lib/console.mjs";
import { prepareDataDir } from "../scripts/lib/data-dir.mjs";
import { openDatabase } from "../scripts/lib/database.mjs";
import { migrate } from "../scripts/lib/migrate.mjs";
import { fromRoot, ROOT } from "../scripts/lib/paths.mjs";
import { ensureSecrets } from "../scripts/lib/secrets.mjs";
import { signedNote } from "./ledger-note.mjs";

/*
 * What the ledger costs: an append beside a plain insert of the same row at one
 * client, appends a second at eight, the verification of a ledger of a million
 * entries by the verifier that ships, and one proof out of a million.
 */
const DATA = fromRoot(".cache/bench-ledger");
const PLAIN = `INSERT INTO bench_plain ("workspaceId", index, id, "projectId", type, "actorKind",
    "actorId", "actorName", data, at, canonical, "leafHash")
  VALUES ($1, $2, $3, NULL, 'task.moved', 'user', $4, 'Nora Berg', $5, $6, $7, $8)`;
const APPEND = "SELECT append_ledger($1::uuid, $2::text[])";
const PLAIN_TABLE = `DROP TABLE IF EXISTS bench_plain;
  CREATE TABLE bench_plain (LIKE audit_events INCLUDING ALL);`;

function eventOf(workspaceId) {
  const id = randomUUID();
  const actorId = randomUUID();
  const at = new Date().toISOString();
  const data = `{"from":"todo","key":"CHURN-17","name":"Explore data","reason":"","taskId":"${id}","to":"doing"}`;
  const by = `{"id":"${actorId}","kind":"user","name":"Nora Berg"}`;
  const canonical = `{"at":"${at}","by":${by},"data":${data},"id":"${id}","projectId":null,"type":"task.moved","workspaceId":"${workspaceId}"}`;
  return { id, actorId, at, data, canonical };
}

async function perSecond(count, act) {
  const start = performance.now();
  for (let done = 0; done < count; done += 1) {
    await act(done);
  }
  return (count / (performance.now() - start)) * 1000;
}

function plainInsert(client, workspaceId) {
  return (index) => {
    const event = eventOf(workspaceId);
    const hash = createHash("sha256").update(`\0${event.canonical}`).digest();
    const values = [workspaceId, index, event.id, event.actorId, event.data, event.at];
    return client.query({ name: "plain", text: PLAIN, values: [...values, event.canonical, hash] });
  };
}

function append(client, workspaceId) {
  return () => {
    const values = [workspaceId, [eventOf(workspaceId).canonical]];
    return client.query({ name: "append", text: APPEND, values });
  };
}

async function connected(url, count) {
  const clients = Array.from({ length: count }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  return clients;
}

const median = (values) => values.toSorted((left, right) => left - right)[values.length >> 1];

/** In turns, so that a slow moment of the machine falls on both. */
async function benchAppend({ ownerUrl, runtimeUrl, count }) {
  const [owner] = await connected(ownerUrl, 1);
  const [runtime] = await connected(runtimeUrl, 1);
  await owner.query(PLAIN_TABLE);
  const rounds = [];
  for (let round = 0; round < 5; round += 1) {
    const plain = await perSecond(count, plainInsert(owner, randomUUID()));
    const ledger = await perSecond(count, append(runtime, randomUUID()));
    rounds.push({ plain, ledger, ratio: plain / ledger });
  }
  await owner.query("DROP TABLE bench_plain");
  await Promise.all([owner.end(), runtime.end()]);
  const typical = (name) => median(rounds.map((round) => round[name]));
  return { plain: typical("plain"), ledger: typical("ledger"), ratio: typical("ratio") };
}

async function benchEight({ runtimeUrl, count }) {
  const clients = await connected(runtimeUrl, 8);
  const workspaceId = randomUUID();
  const start = performance.now();
  await Promise.all(clients.map((client) => perSecond(count, append(client, workspaceId))));
  const rate = ((8 * count) / (performance.now() - start)) * 1000;
  await Promise.all(clients.map((client) => client.end()));
  return rate;
}

async function fill({ runtimeUrl, workspaceId, size }) {
  const [client] = await connected(runtimeUrl, 1);
  const BATCH = 5000;
  for (let done = 0; done < size; done += BATCH) {
    const count = Math.min(BATCH, size - done);
    const records = Array.from({ length: count }, () => eventOf(workspaceId).canonical);
    await client.query(APPEND, [workspaceId, records]);
  }
  await client.query("SELECT 1");
  await client.end();
}

/** The places a proof is made of, as the product asks for them: one statement of at most 20 reads. */
const PROOF = `SELECT w.level, w.index, CASE
    WHEN w.level = 0 THEN (SELECT e."leafHash" FROM audit_events e
      WHERE e."workspaceId" = $1 AND e.index = w.index)
    ELSE (SELECT n.hash FROM ledger_nodes n
      WHERE n."workspaceId" = $1 AND n.level = w.level AND n.index = w.index) END AS hash
  FROM unnest($2::int[], $3::bigint[]) AS w(level, index)`;

async function benchProof({ runtimeUrl, workspaceId, size }) {
  const [client] = await connected(runtimeUrl, 1);
  const times = [];
  for (let round = 0; round < 200; round += 1) {
    const index = Math.floor((size * (round * 7919)) / (200 * 7919));
    const levels = Array.from({ length: Math.floor(Math.log2(size)) }, (_, level) => level);
    const siblings = levels.map((level) => Math.floor(index / 2 ** level) ^ 1);
    const start = performance.now();
    await client.query(PROOF, [workspaceId, levels, siblings]);
    times.push(performance.now() - start);
  }
  await client.end();
  return { median: median(times), worst: Math.max(...times) };
}

/** Writes the bundle the verifier reads, in the format of docs/ledger.md. */
async function writeBundle({ runtimeUrl, workspaceId, size, seed, path }) {
  const [client] = await connected(runtimeUrl, 1);
  const tree = treeWith(nodeCrypto);
  const nodes = [];
  const body = join(DATA, "records.part");
  const out = createWriteStream(body);
  for (let from = 0; from < size; from += 5000) {
    const { rows } = await client.query(
      `SELECT canonical FROM audit_events WHERE "workspaceId" = $1 AND index >= $2 AND index < $3
       ORDER BY index`,
      [workspaceId, from, from + 5000],
    );
    for (const [place, { canonical }] of rows.entries()) {
      const leaf = tree.leafHash(Buffer.from(canonical));
      tree.push(nodes, from + place, leaf);
      const comma = from + place === size - 1 ? "" : ",";
      out.write(`{"leaf":"${Buffer.from(leaf).toString("hex")}","record":${canonical}}${comma}\n`);
    }
  }
  out.end("]}\n");
  await finished(out);
  await client.end();
  const note = signedNote({ seed, workspaceId, size, root: tree.rootOf(nodes) });
  const head = `{"checkpoints":[${JSON.stringify(note.text)}],"evidence":[],"format":"waymark-ledger/1","keys":["${note.publicKey}"],"signatures":[],"workspaceId":"${workspaceId}","records":[\n`;
  spawnSync("sh", [
    "-c",
    'printf "%s" "$1" > "$2"; cat "$3" >> "$2"; rm "$3"',
    "sh",
    head,
    path,
    body,
  ]);
}

function benchVerify(path) {
  const start = performance.now();
  const program = fromRoot("clients/verify/verify.mjs");
  const { status, stdout } = spawnSync(process.execPath, [program, path], { encoding: "utf8" });
  return { seconds: (performance.now() - start) / 1000, status, says: stdout.split("\n")[0] };
}

const digits = (value, count = 0) => value.toFixed(count);

/** Prints what was measured beside its bar, and keeps whether the bar was reached. */
function barsOf() {
  const reached = [];
  const line = (what, value, bar) =>
    say(`  ${what.padEnd(48)}${value.padStart(12)}   ${bar}`.trimEnd());
  const verdictOf = (isReached) => {
    reached.push(isReached);
    return isReached ? "passed" : "FAILED";
  };
  return {
    reached,
    note: (what, value) => line(what, value, ""),
    atMost: (what, { value, bar, unit, places = 0 }) =>
      line(what, `${digits(value, places)} ${unit}`, `at most ${bar}: ${verdictOf(value <= bar)}`),
    atLeast: (what, { value, bar, unit }) =>
      line(what, `${digits(value)} ${unit}`, `at least ${bar}: ${verdictOf(value >= bar)}`),
  };
}

async function measureAppends({ database, count, bars }) {
  const { ownerUrl, runtimeUrl } = database;
  const one = await benchAppend({ ownerUrl, runtimeUrl, count });
  bars.note("plain insert of the row, 1 client", `${digits(one.plain)} /s`);
  bars.note("append to the ledger, 1 client", `${digits(one.ledger)} /s`);
  const ratio = "times as long as the plain insert";
  bars.atMost(ratio, { value: one.ratio, bar: 2, unit: "x", places: 2 });
  const value = await benchEight({ runtimeUrl, count });
  bars.atLeast("append to one ledger, 8 clients", { value, bar: 1000, unit: "/s" });
}

async function measureLong({ database, secrets, size, bars }) {
  const { runtimeUrl } = database;
  const workspaceId = randomUUID();
  await fill({ runtimeUrl, workspaceId, size });
  const proof = await benchProof({ runtimeUrl, workspaceId, size });
  const what = `proof of one of ${size} entries`;
  bars.atMost(`${what}, median`, { value: proof.median, bar: 50, unit: "ms", places: 2 });
  bars.atMost(`${what}, worst of 200`, { value: proof.worst, bar: 50, unit: "ms", places: 2 });
  const path = join(DATA, "bundle.json");
  const seed = Buffer.from(secrets.ledgerSeed, "base64");
  await writeBundle({ runtimeUrl, workspaceId, size, seed, path });
  const { seconds, status, says } = benchVerify(path);
  rmSync(path, { force: true });
  bars.atMost(`verify ${size} entries`, { value: seconds, bar: 60, unit: "s", places: 1 });
  bars.note("what the verifier says", status === 0 ? "VALID" : says);
  bars.reached.push(status === 0);
}

async function measure({ database, secrets, size, count }) {
  const bars = barsOf();
  await measureAppends({ database, count, bars });
  await measureLong({ database, secrets, size, bars });
  const passed = bars.reached.filter(Boolean).length;
  say(`\n${passed} passed, ${bars.reached.length - passed} failed`);
  return passed === bars.reached.length;
}

export async function benchLedger(args) {
  const options = { size: { type: "string" }, count: { type: "string" } };
  const { values } = parseArgs({ args, options });
  const size = Number(values.size ?? 1_000_000);
  const count = Number(values.count ?? 2000);
  mkdirSync(DATA, { recursive: true });
  prepareDataDir(DATA);
  const { secrets } = ensureSecrets(DATA);
  const database = await openDatabase({ dataDir: DATA, secrets });
  try {
    await migrate(database);
    say(
      `The ledger, measured in ${DATA.slice(ROOT.length + 1)} at load ${digits(loadavg()[0], 1)}`,
    );
    process.exitCode = (await measure({ database, secrets, size, count })) ? 0 : 1;
  } finally {
    await database.server?.stop();
    rmSync(DATA, { recursive: true, force: true });
  }
}
