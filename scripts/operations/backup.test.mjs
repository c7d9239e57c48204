import {
  appendFileSync,
  chmodSync,
  cpSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { walkFiles } from "../lib/hash.mjs";
import { inPlaceOfTheOld, undoCutOffRestore } from "../lib/set-aside.mjs";
import { withClient } from "../lib/sql.mjs";
import { startOwnServer } from "./own-server.mjs";
import { ledgerPrint, tablePrints } from "./table-prints.mjs";
import { DATA, emptyFolder, pressCtrlC, runScript, sentenceOf, startWaymark } from "./waymark.mjs";

const folder = emptyFolder("backup");
const backupDir = join(folder, "backup");
const dataDir = join(folder, "data");
let own;
let env;

function filesOf(dir) {
  return [...walkFiles(join(dir, "files"), new Set(["incoming"]))].map((path) =>
    path.slice(dir.length),
  );
}

function manifestOf(dir) {
  return JSON.parse(readFileSync(join(dir, "manifest.json"), "utf8"));
}

// PostgreSQL may lay rows down in another order than they came.
function rowsOf(dir, part) {
  return new Set(readFileSync(join(dir, part), "utf8").split("\n"));
}

function query(text) {
  return withClient(own.DATABASE_URL, (client) => client.query(text));
}

async function expectRefused(args, sentence) {
  const before = await tablePrints(own.DATABASE_URL);
  const result = await runScript("restore", { args, env });
  expect(sentenceOf(result), result.err + result.out).toMatch(sentence);
  expect(await tablePrints(own.DATABASE_URL)).toEqual(before);
}

function damagedCopy(name, damage) {
  const copy = join(folder, name);
  cpSync(backupDir, copy, { recursive: true });
  damage(copy);
  return copy;
}

beforeAll(async () => {
  own = await startOwnServer(join(folder, "own-server"));
  const { DATABASE_URL, DATABASE_RUNTIME_URL } = own;
  env = { DATABASE_URL, DATABASE_RUNTIME_URL, WAYMARK_DATA: dataDir };
  const made = await runScript("backup", { args: [backupDir, "--data", DATA] });
  expect(made.code, made.err).toBe(0);
});

afterAll(async () => {
  await own?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("a backup of the built-in database", () => {
  let restored;

  it("is restored into somebody's own PostgreSQL, row for row and file for file", async () => {
    const result = await runScript("restore", { args: [backupDir], env });
    expect(result.code, result.err).toBe(0);
    restored = await tablePrints(own.DATABASE_URL);
    const { tables } = manifestOf(backupDir);
    const counts = Object.values(restored).map((print) => Number.parseInt(print, 10));
    expect(counts).toEqual(tables.map((table) => table.rows));
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(25);
    expect(filesOf(dataDir).length).toBeGreaterThan(0);
    expect(filesOf(dataDir)).toEqual(filesOf(DATA));
  });

  it("brings the ledger whole", async () => {
    const ledgers = await ledgerPrint(own.DATABASE_URL);
    expect(ledgers.map(({ leaves }) => leaves)).toEqual(ledgers.map(({ size }) => size));
    expect(Math.max(...ledgers.map(({ leaves }) => leaves))).toBeGreaterThan(1000);
  });

  it("leaves the role of the application without the right to change the trail", async () => {
    const asRuntime = (text) =>
      withClient(own.DATABASE_RUNTIME_URL, (client) => client.query(text));
    for (const act of [
      "UPDATE audit_events SET data = '{}'",
      "DELETE FROM audit_events",
      "TRUNCATE audit_events",
      "DELETE FROM gate_decisions",
      "CREATE TABLE more (id int)",
    ]) {
      await expect(asRuntime(act), act).rejects.toThrow(/permission denied/);
    }
    await expect(query("UPDATE audit_events SET data = '{}'")).rejects.toThrow(
      /are never changed or removed/,
    );
    const { rows } = await asRuntime(
      "SELECT count(*)::int AS n FROM graphile_worker._private_jobs",
    );
    expect(rows[0].n).toBeGreaterThanOrEqual(0);
  });

  it("carries Waymark, which starts on it as on its own", async () => {
    const waymark = await startWaymark({ dataDir, env });
    expect(waymark.output).toMatch(/PostgreSQL \d+ at 127[.]0[.]0[.]1:\d+/);
    expect(waymark.output).toContain("maren.holt@northwind.example");
    expect((await fetch(`http://127.0.0.1:${waymark.port}/healthz`)).status).toBe(200);
    expect(await pressCtrlC(waymark)).toBe(0);
  });

  it("is restored over what came after it only when asked to", async () => {
    const ownBackup = join(folder, "backup-of-own");
    const made = await runScript("backup", { args: [ownBackup], env });
    expect(made.code, made.err).toBe(0);
    restored = await tablePrints(own.DATABASE_URL);
    await query("UPDATE projects SET name = 'Renamed since'");
    await query("DELETE FROM journal_entries");
    const changed = await tablePrints(own.DATABASE_URL);
    expect(changed).not.toEqual(restored);
    await expectRefused([ownBackup], /^The database is not empty[.] .* --replace/);
    const ledgerBefore = await ledgerPrint(own.DATABASE_URL);
    const result = await runScript("restore", { args: [ownBackup, "--replace"], env });
    expect(result.code, result.err).toBe(0);
    expect(await tablePrints(own.DATABASE_URL)).toEqual(restored);
    expect(await ledgerPrint(own.DATABASE_URL)).toEqual(ledgerBefore);
  });
});

describe("a backup of the built-in database, for another one", () => {
  it("is restored into another built-in database, from where the same backup comes again", async () => {
    const other = join(folder, "other");
    const args = ["--data", other];
    const result = await runScript("restore", { args: [backupDir, ...args] });
    expect(result.code, result.err).toBe(0);
    const again = join(folder, "again");
    expect((await runScript("backup", { args: [again, ...args] })).code).toBe(0);
    for (const { part } of manifestOf(backupDir).tables) {
      expect(rowsOf(again, part), part).toEqual(rowsOf(backupDir, part));
    }
    expect(manifestOf(again).files).toEqual(manifestOf(backupDir).files);
    const second = await runScript("restore", { args: [backupDir, ...args] });
    expect(sentenceOf(second)).toMatch(/^The database is not empty/);
  });
});

describe("a restore that cannot be done", () => {
  it("changes nothing when the backup is damaged", async () => {
    const cutOff = damagedCopy("cut-off", (copy) => {
      const path = join(copy, "tables/public.audit_events.copy");
      writeFileSync(path, readFileSync(path).subarray(0, 10_000));
    });
    await expectRefused(
      [cutOff, "--replace"],
      /^The backup is damaged: tables.public[.]audit_events/,
    );
    const altered = damagedCopy("altered", (copy) => {
      const [first] = walkFiles(join(copy, "files"));
      appendFileSync(first, "x");
    });
    await expectRefused([altered, "--replace"], /^The backup is damaged: files.* was changed/);
    const rewritten = damagedCopy("rewritten", (copy) => {
      const path = join(copy, "manifest.json");
      writeFileSync(path, readFileSync(path, "utf8").replace('"rows": ', '"rows": 1'));
    });
    await expectRefused([rewritten, "--replace"], /manifest[.]json is cut off or was changed/);
    const half = damagedCopy("half", (copy) => {
      const path = join(copy, "manifest.json");
      writeFileSync(path, readFileSync(path, "utf8").slice(0, 500));
    });
    await expectRefused([half, "--replace"], /manifest[.]json is cut off or was changed/);
    const unfinished = damagedCopy("unfinished", (copy) => rmSync(join(copy, "manifest.json")));
    await expectRefused([unfinished, "--replace"], /is not a whole backup/);
  });

  it("puts everything back when the load fails, and when it is cut off", async () => {
    const before = await tablePrints(own.DATABASE_URL);
    const failing = inPlaceOfTheOld(own.DATABASE_URL, () => Promise.reject(new Error("no space")));
    await expect(failing).rejects.toThrow("no space");
    expect(await tablePrints(own.DATABASE_URL)).toEqual(before);
    await query(
      `BEGIN; ALTER SCHEMA public RENAME TO waymark_before_restore;
       ALTER SCHEMA graphile_worker RENAME TO waymark_jobs_before_restore;
       CREATE SCHEMA public; CREATE TABLE public.half (id int); COMMIT`,
    );
    expect(await undoCutOffRestore(own.DATABASE_URL)).toBe(true);
    expect(await tablePrints(own.DATABASE_URL)).toEqual(before);
    expect(await undoCutOffRestore(own.DATABASE_URL)).toBe(false);
  });

  it("does not work under somebody's hands", async () => {
    await withClient(own.DATABASE_RUNTIME_URL, () =>
      expectRefused([backupDir, "--replace"], /^1 other connections use this database/),
    );
  });
});

describe("the doctor", () => {
  const doctor = () => runScript("doctor", { env });

  async function expectProblem(sentence, mend) {
    const { code, out } = await doctor();
    await mend();
    expect(out).toMatch(sentence);
    expect(code).toBe(1);
  }

  it("finds nothing in what was restored", async () => {
    const { code, out } = await doctor();
    expect(out).toContain("All is well.");
    for (const line of ["PostgreSQL", "Schema up to date", "Ledger without a gap", "Clocks"]) {
      expect(out).toContain(line);
    }
    expect(out).toMatch(/Stored files are whole [(][1-9]/);
    expect(code).toBe(0);
  });

  it("finds an entry of the ledger that was changed behind its back", async () => {
    const act = (text) =>
      query(`BEGIN; ALTER TABLE audit_events DISABLE TRIGGER USER;
             ALTER TABLE ledger_heads DISABLE TRIGGER USER; ${text};
             ALTER TABLE audit_events ENABLE TRIGGER USER;
             ALTER TABLE ledger_heads ENABLE TRIGGER USER; COMMIT`);
    await act("UPDATE audit_events SET canonical = canonical || ' ' WHERE index = 7");
    await expectProblem(/problem +1 of \d+ entries in the ledger .* were changed/, () =>
      act("UPDATE audit_events SET canonical = rtrim(canonical) WHERE index = 7"),
    );
    await act("UPDATE ledger_heads SET size = size + 1");
    await expectProblem(/problem +The ledger of workspace .* and gaps/, () =>
      act("UPDATE ledger_heads SET size = size - 1"),
    );
  });

  it("finds a right that the application must not have, a file that is gone, open secrets", async () => {
    await query("GRANT UPDATE ON audit_events TO waymark_app");
    await expectProblem(/problem +The role waymark_app may change audit_events/, () =>
      query("REVOKE UPDATE ON audit_events FROM waymark_app"),
    );
    const [name] = readdirSync(join(dataDir, "files")).filter((entry) =>
      /^[0-9a-f]{2}$/.test(entry),
    );
    const aside = join(folder, "aside");
    cpSync(join(dataDir, "files", name), aside, { recursive: true });
    rmSync(join(dataDir, "files", name), { recursive: true });
    await expectProblem(/problem +\d+ of \d+ stored files are not whole .* is missing/, async () =>
      cpSync(aside, join(dataDir, "files", name), { recursive: true }),
    );
    chmodSync(join(dataDir, "secrets.json"), 0o644);
    await expectProblem(/problem +Others may read .*secrets[.]json[.] Run: chmod 600/, async () =>
      chmodSync(join(dataDir, "secrets.json"), 0o600),
    );
  });

  it("says so when the database does not answer", async () => {
    const away = new URL(own.DATABASE_URL);
    away.port = "1";
    const { code, out } = await runScript("doctor", { env: { ...env, DATABASE_URL: away.href } });
    expect(out).toMatch(/problem +Nothing answers at 127.0.0.1:1/);
    expect(code).toBe(1);
  });
});
