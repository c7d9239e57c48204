import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { listSequences, listTables, qualified } from "./catalogue.mjs";
import { say, step } from "./console.mjs";
import { copyOut } from "./copy-stream.mjs";
import { describeDatabase } from "./database.mjs";
import { hashFile, walkFiles } from "./hash.mjs";
import { verifyParts, writeManifest } from "./manifest.mjs";
import { migrationState } from "./migrate.mjs";
import { backupOptions } from "./options.mjs";
import { fromRoot } from "./paths.mjs";
import { ledgerFingerprint } from "./secrets.mjs";
import { inTransaction, quoteName, withClient } from "./sql.mjs";
import { Trouble } from "./trouble.mjs";
import { withDatabase } from "./with-database.mjs";

// Uploads under way: they belong to nothing yet and may be gone before they are copied.
const NOT_YET_FILES = new Set(["incoming"]);

function columnList(columns) {
  return columns.map((name) => quoteName(name)).join(", ");
}

async function copyTables(client, dir) {
  const tables = [];
  for (const entry of await listTables(client)) {
    const part = `tables/${entry.schema}.${entry.table}.copy`;
    const text = `COPY ${qualified(entry)} (${columnList(entry.columns)}) TO STDOUT`;
    tables.push({ ...entry, part, ...(await copyOut(client, { text, file: join(dir, part) })) });
  }
  return tables;
}

/** One snapshot for all tables: what is written meanwhile belongs to the next backup. */
function exportDatabase(database, dir) {
  return withClient(database.ownerUrl, (client) =>
    inTransaction(
      client,
      async () => {
        const tables = await copyTables(client, dir);
        return { tables, sequences: await listSequences(client) };
      },
      "ISOLATION LEVEL REPEATABLE READ READ ONLY",
    ),
  );
}

// Evidence is stored by its hash and only ever added, so the files after the snapshot hold it all.
async function copyFiles(dataDir, dir) {
  const source = join(dataDir, "files");
  const files = [];
  for (const path of walkFiles(source, NOT_YET_FILES)) {
    const name = relative(source, path).split(sep).join("/");
    const part = `files/${name}`;
    const copy = join(dir, part);
    mkdirSync(dirname(copy), { recursive: true });
    await copyFile(path, copy);
    files.push({ part, sha256: await hashFile(copy) });
  }
  return files;
}

function defaultFolder(now) {
  return `waymark-backup-${now.toISOString().slice(0, 19).replaceAll(":", "-")}`;
}

async function writeBackup({ database, secrets, dataDir, dir }) {
  mkdirSync(join(dir, "tables"), { recursive: true, mode: 0o700 });
  const { applied } = await migrationState(database.ownerUrl);
  const { tables, sequences } = await exportDatabase(database, dir);
  const files = await copyFiles(dataDir, dir);
  const { version } = JSON.parse(readFileSync(fromRoot("package.json"), "utf8"));
  writeManifest(dir, {
    createdAt: new Date().toISOString(),
    waymark: version,
    postgres: database.version,
    ledgerKey: ledgerFingerprint(secrets),
    migrations: applied,
    tables,
    sequences,
    files,
  });
  // A disk that lost a byte is told now and not on the day the backup is needed.
  await verifyParts(dir, { tables, files });
  return { tables, files };
}

export async function backup(args) {
  const { dataDir, folder } = backupOptions(args);
  const dir = resolve(folder ?? defaultFolder(new Date()));
  if (existsSync(dir)) {
    throw new Trouble(`${dir} already exists. Name a folder that does not.`);
  }
  await withDatabase({ dataDir }, async ({ database, secrets }) => {
    say(`Backing up ${describeDatabase(database)}`);
    await step("Copying tables and files", async () => {
      const { tables, files } = await writeBackup({ database, secrets, dataDir, dir });
      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      return `${tables.length} tables, ${rows} rows, ${files.length} files`;
    });
  });
  say(`\nThe backup is in ${dir}`);
  say(`Keep ${join(dataDir, "secrets.json")} too, apart from it: it holds the ledger's key,`);
  say(`and ${join(dataDir, "document-signing.pem")}, once it is there: it signs the PDFs.`);
}
