import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { isEmptyDatabase, otherSessions, qualified, withRulesSetAside } from "./catalogue.mjs";
import { say, step } from "./console.mjs";
import { copyIn } from "./copy-stream.mjs";
import { describeDatabase } from "./database.mjs";
import { listMigrations, MIGRATIONS_DIR } from "./datamodel.mjs";
import { partPath, readManifest, verifyParts } from "./manifest.mjs";
import { migrate } from "./migrate.mjs";
import { restoreOptions } from "./options.mjs";
import { ledgerFingerprint } from "./secrets.mjs";
import { inPlaceOfTheOld, undoCutOffRestore } from "./set-aside.mjs";
import { inTransaction, quoteName, withClient } from "./sql.mjs";
import { releaseStaleJobs } from "./stale-jobs.mjs";
import { Trouble } from "./trouble.mjs";
import { withDatabase } from "./with-database.mjs";

async function refuseNewer(manifest) {
  const known = await listMigrations();
  const unknown = manifest.migrations.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Trouble(
      `The backup was made by a newer release (${unknown.at(-1)}). Restore it with that release.`,
    );
  }
}

/** Builds the schema the backup was made with, so that its columns are the ones that exist. */
async function migrateTo(database, names) {
  const dir = mkdtempSync(join(tmpdir(), "waymark-restore-"));
  try {
    for (const name of names) {
      cpSync(join(MIGRATIONS_DIR, name), join(dir, name), { recursive: true });
    }
    cpSync(join(MIGRATIONS_DIR, "migration_lock.toml"), join(dir, "migration_lock.toml"));
    await migrate({ ...database, migrationsDir: dir });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function loadTables(client, { dir, tables }) {
  for (const entry of tables) {
    await client.query(`DELETE FROM ${qualified(entry)}`);
    const columns = entry.columns.map((name) => quoteName(name)).join(", ");
    const text = `COPY ${qualified(entry)} (${columns}) FROM STDIN`;
    const rows = await copyIn(client, { text, file: partPath(dir, entry.part) });
    if (rows !== entry.rows) {
      throw new Trouble(`${entry.table} took ${rows} rows of ${entry.rows}; nothing was changed.`);
    }
  }
}

async function setSequences(client, sequences) {
  for (const entry of sequences.filter(({ value }) => value !== null)) {
    await client.query("SELECT setval($1::regclass, $2::bigint)", [qualified(entry), entry.value]);
  }
}

async function refuseToLose({ database, mayReplace }) {
  await withClient(database.ownerUrl, async (client) => {
    if (await isEmptyDatabase(client)) {
      return;
    }
    if (!mayReplace) {
      throw new Trouble(
        "The database is not empty. Restore into an empty one, or add --replace to lose what it holds.",
      );
    }
    const others = await otherSessions(client);
    if (others > 0) {
      throw new Trouble(
        `${others} other connections use this database. Stop what runs on it, then restore.`,
      );
    }
  });
}

function loadDatabase({ database, dir, manifest }) {
  return withClient(database.ownerUrl, (client) =>
    inTransaction(client, async () => {
      await withRulesSetAside(client, () => loadTables(client, { dir, tables: manifest.tables }));
      await setSequences(client, manifest.sequences);
      await releaseStaleJobs(client);
    }),
  );
}

// Under their hashes nothing is overwritten but a damaged copy; a cut-off one has another name.
async function restoreFiles({ dir, dataDir, files }) {
  for (const { part } of files) {
    const target = partPath(dataDir, part);
    const draft = `${target}.${process.pid}`;
    mkdirSync(dirname(target), { recursive: true });
    await copyFile(partPath(dir, part), draft);
    renameSync(draft, target);
  }
}

/** Verifies every part before anything is touched; whatever fails, the old rows are back. */
async function readBackup({ database, dataDir, dir, manifest, mayReplace }) {
  await refuseNewer(manifest);
  await verifyParts(dir, manifest);
  await undoCutOffRestore(database.ownerUrl);
  await refuseToLose({ database, mayReplace });
  await restoreFiles({ dir, dataDir, files: manifest.files });
  await inPlaceOfTheOld(database.ownerUrl, async () => {
    await migrateTo(database, manifest.migrations);
    await loadDatabase({ database, dir, manifest });
    await migrate(database);
  });
}

export async function restore(args) {
  const { dataDir, folder, mayReplace } = restoreOptions(args);
  const dir = resolve(folder);
  const manifest = readManifest(dir);
  const place = { dataDir, needsRest: true, mayCreate: true };
  await withDatabase(place, async ({ database, secrets }) => {
    say(`Restoring into ${describeDatabase(database)}`);
    await step("Verifying and loading", async () => {
      await readBackup({ database, dataDir, dir, manifest, mayReplace });
      return `${manifest.tables.length} tables, ${manifest.files.length} files`;
    });
    if (manifest.ledgerKey !== ledgerFingerprint(secrets)) {
      say(
        `\nThe ledger was signed with the key ${manifest.ledgerKey}; this installation has another. Put the old secrets.json in ${dataDir} (with the database passwords of the new one) to go on signing with it.`,
      );
    }
  });
  say(`\nRestored what was backed up at ${manifest.createdAt}. Start with: npm start`);
}
