import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { FORMAT, hashFile } from "./backup.mjs";
import { dropEverything, isEmptyDatabase, qualified, withRulesSetAside } from "./catalogue.mjs";
import { say, step } from "./console.mjs";
import { copyIn } from "./copy-stream.mjs";
import { describeDatabase } from "./database.mjs";
import { listMigrations, MIGRATIONS_DIR } from "./datamodel.mjs";
import { migrate } from "./migrate.mjs";
import { dataDirOf } from "./options.mjs";
import { ledgerFingerprint } from "./secrets.mjs";
import { inTransaction, quoteName, withClient } from "./sql.mjs";
import { Trouble } from "./trouble.mjs";
import { withDatabase } from "./with-database.mjs";

const USAGE = "Usage: npm run restore -- <backup folder> [--replace]";

function readManifest(dir) {
  const path = join(dir, "manifest.json");
  if (!existsSync(path)) {
    throw new Trouble(`${dir} is not a whole backup: it has no manifest.json.`);
  }
  const manifest = JSON.parse(readFileSync(path, "utf8"));
  if (manifest.format !== FORMAT) {
    throw new Trouble(`${path} has the format ${manifest.format}; this release reads ${FORMAT}.`);
  }
  return manifest;
}

// A part's name comes from a file; it must not lead out of the backup or of the data folder.
function partPath(base, part) {
  const path = resolve(base, part);
  if (relative(base, path).startsWith("..")) {
    throw new Trouble(`The backup names a part outside itself: ${part}`);
  }
  return path;
}

async function verifyParts(dir, manifest) {
  for (const { part, sha256 } of [...manifest.tables, ...manifest.files]) {
    const path = partPath(dir, part);
    if (!existsSync(path) || (await hashFile(path)) !== sha256) {
      throw new Trouble(`The backup is damaged: ${part} is missing or was changed.`);
    }
  }
}

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

async function prepareTarget({ database, replace, migrations }) {
  await withClient(database.ownerUrl, async (client) => {
    if (!(replace || (await isEmptyDatabase(client)))) {
      throw new Trouble(
        "The database is not empty. Restore into an empty one, or add --replace to lose what it holds.",
      );
    }
    await inTransaction(client, () => dropEverything(client));
  });
  await migrateTo(database, migrations);
}

function loadDatabase({ database, dir, manifest }) {
  return withClient(database.ownerUrl, (client) =>
    inTransaction(client, async () => {
      await withRulesSetAside(client, () => loadTables(client, { dir, tables: manifest.tables }));
      await setSequences(client, manifest.sequences);
      // Nobody works on these jobs any more; unlocked, they are picked up again.
      await client.query(
        "UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL WHERE locked_at IS NOT NULL",
      );
    }),
  );
}

async function restoreFiles({ dir, dataDir, files }) {
  for (const { part } of files) {
    const target = partPath(dataDir, part);
    mkdirSync(dirname(target), { recursive: true });
    await copyFile(partPath(dir, part), target);
  }
}

/** Verifies every part before anything is touched; the rows go in as one transaction. */
async function readBackup({ database, dataDir, dir, replace = false }) {
  const manifest = readManifest(dir);
  await refuseNewer(manifest);
  await verifyParts(dir, manifest);
  await prepareTarget({ database, replace, migrations: manifest.migrations });
  await loadDatabase({ database, dir, manifest });
  await migrate(database);
  await restoreFiles({ dir, dataDir, files: manifest.files });
  return manifest;
}

export async function restore(args) {
  const folder = args.find((word) => !word.startsWith("--"));
  if (folder === undefined) {
    throw new Trouble(USAGE);
  }
  const dir = resolve(folder);
  const dataDir = dataDirOf();
  const place = { dataDir, needsRest: true, mayCreate: true };
  await withDatabase(place, async ({ database, secrets }) => {
    say(`Restoring into ${describeDatabase(database)}`);
    let manifest;
    await step("Verifying and loading", async () => {
      manifest = await readBackup({ database, dataDir, dir, replace: args.includes("--replace") });
      return `${manifest.tables.length} tables, ${manifest.files.length} files`;
    });
    if (manifest.ledgerKey !== ledgerFingerprint(secrets)) {
      say(
        `\nThe ledger was signed with the key ${manifest.ledgerKey}; this installation has another. Put the old secrets.json in ${dataDir} (with the database passwords of the new one) to go on signing with it.`,
      );
    }
  });
  say(`\nRestored what was backed up at ${readManifest(dir).createdAt}. Start with: npm start`);
}
