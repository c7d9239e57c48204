import { createHash, randomBytes, randomUUID } from "node:crypto";
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { appendRecords, insertAuditor, insertShells } from "./archive-rows.mjs";
import { checkPack } from "./audit-pack-check.mjs";
import { PackReader } from "./audit-pack-zip.mjs";
import { say, step } from "./console.mjs";
import { describeDatabase } from "./database.mjs";
import { migrate } from "./migrate.mjs";
import { importOptions } from "./options.mjs";
import { inTransaction, withClient } from "./sql.mjs";
import { Trouble } from "./trouble.mjs";
import { withDatabase } from "./with-database.mjs";

const LINK_HOURS = 24;
const AUDITOR = "auditor@archive.invalid";

async function refuseFilled(client) {
  const { rows } = await client.query(
    `SELECT EXISTS (SELECT 1 FROM workspaces) OR EXISTS (SELECT 1 FROM users)
       OR EXISTS (SELECT 1 FROM audit_events) AS filled`,
  );
  if (rows[0].filled) {
    throw new Trouble(
      "The database is not empty. A pack is imported into an empty one: name a new folder with --data, or another DATABASE_URL.",
    );
  }
}

function sha256(...parts) {
  const digest = createHash("sha256");
  for (const part of parts) {
    digest.update(part);
  }
  return digest.digest();
}

/** The perfect subtrees of a head, smallest first, folded into its root. */
function rootOf(frontier) {
  const nodes = frontier.filter((node) => node.length > 0);
  return nodes.slice(1).reduce((root, node) => sha256("\u0001", node, root), nodes[0]);
}

/** Under their hashes, beside what may lie there already; returns what is new. */
async function writeFiles(pack, dataDir) {
  const written = [];
  for (const name of pack.names) {
    const sha = /^(?:evidence|documents)[/]([0-9a-f]{64})/.exec(name)?.[1];
    const path = sha && join(dataDir, "files", sha.slice(0, 2), sha.slice(2, 4), sha);
    if (path && !existsSync(path)) {
      mkdirSync(dirname(path), { recursive: true });
      const draft = `${path}.${process.pid}`;
      await pipeline(Readable.from(pack.bytes(name)), createWriteStream(draft, { mode: 0o600 }));
      renameSync(draft, path);
      written.push(path);
    }
  }
  return written;
}

async function load(client, archive) {
  await refuseFilled(client);
  await insertShells(client, archive);
  const head = await appendRecords(client, archive);
  if (head.size !== archive.size || !rootOf(head.frontier).equals(archive.root)) {
    throw new Trouble(
      "The ledger did not come out with the root that was signed. Nothing was imported.",
    );
  }
  await insertAuditor(client, archive);
}

async function importInto(database, { archive, dataDir }) {
  await migrate(database);
  await withClient(database.ownerUrl, refuseFilled);
  const written = await writeFiles(archive.pack, dataDir);
  try {
    await withClient(database.ownerUrl, (client) =>
      inTransaction(client, () => load(client, archive)),
    );
  } catch (error) {
    for (const path of written) {
      rmSync(path, { force: true });
    }
    throw error;
  }
  return written.length;
}

function newAuditor(now) {
  const token = randomBytes(32).toString("base64url");
  return {
    id: randomUUID(),
    email: AUDITOR,
    token,
    tokenHash: sha256(token).toString("hex"),
    expiresAt: new Date(now.getTime() + LINK_HOURS * 3_600_000),
  };
}

function tell({ workspace, size, root, bundle, auditor, exportedAt }) {
  const address = process.env.WAYMARK_URL || "http://127.0.0.1:3000";
  say(`\nThe archive of ${workspace.name}, exported ${exportedAt}, holds ${size} entries.`);
  say(`Root    ${root.toString("hex")}`);
  for (const key of bundle.keys) {
    say(`Key     ${key}`);
  }
  say("Compare the key with one you have from somewhere else: it came with the pack.");
  say(`\nStart with npm start. The auditor of the archive is ${auditor.email};`);
  say(`this link chooses the password, once, within ${LINK_HOURS} hours:`);
  say(`${address}/reset-password/${auditor.token}`);
}

/** Verifies a pack as a stranger would, then makes a read-only archive of it in an empty instance. */
export async function importAuditPack(args) {
  const { dataDir, path } = importOptions(args);
  if (!existsSync(path)) {
    throw new Trouble(`There is no file ${path}.`);
  }
  const pack = await PackReader.open(path);
  try {
    const now = new Date();
    let archive = null;
    await step("Verifying the pack", async () => {
      archive = { ...(await checkPack(pack)), pack, now, auditor: newAuditor(now) };
      archive.workspaceId = archive.workspace.id;
      return `${archive.size} entries, ${pack.names.length} files`;
    });
    await withDatabase({ dataDir, needsRest: true, mayCreate: true }, async ({ database }) => {
      say(`Importing into ${describeDatabase(database)}`);
      await step("Loading", async () => {
        const files = await importInto(database, { archive, dataDir });
        return `${files} files`;
      });
    });
    tell(archive);
  } finally {
    pack.close();
  }
}
