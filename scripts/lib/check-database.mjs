import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { APPEND_ONLY_TABLES, FUNCTION_WRITTEN_TABLES } from "./grants.mjs";
import { hashFile } from "./hash.mjs";

const CLOCK_TOLERANCE_MS = 5000;

function seconds(ms) {
  return `${Math.round(ms / 1000)} s`;
}

/** What a check of the contents finds: a text each, and whether all is as it should be. */
export async function checkClock(client) {
  const askedAt = Date.now();
  const { rows } = await client.query(
    `SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now,
            extract(epoch FROM max(at))::float8 * 1000 AS newest FROM audit_events`,
  );
  const { now, newest } = rows[0];
  const difference = Math.abs(now - (askedAt + Date.now()) / 2);
  if (difference > CLOCK_TOLERANCE_MS) {
    return {
      isOk: false,
      text: `The clocks of this machine and of the database differ by ${seconds(difference)}. Set them by NTP.`,
    };
  }
  if (newest !== null && newest > askedAt + CLOCK_TOLERANCE_MS) {
    return {
      isOk: false,
      text: `The newest act of the trail lies ${seconds(newest - askedAt)} in the future. Set the clock by NTP.`,
    };
  }
  return { isOk: true, text: "Clocks of this machine and of the database agree" };
}

const LEDGERS = `
  WITH trail AS (
    SELECT "workspaceId" AS id, count(*) AS n, min(index) AS first, max(index) AS last,
           count(*) FILTER (
             WHERE "leafHash" <> sha256('\\x00'::bytea || convert_to(canonical, 'UTF8'))
           ) AS broken
    FROM audit_events GROUP BY 1
  )
  SELECT coalesce(trail.id, head."workspaceId") AS id, coalesce(trail.n, 0)::float8 AS entries,
         coalesce(trail.broken, 0)::float8 AS broken,
         coalesce(trail.n, 0) = coalesce(head.size, 0)
           AND coalesce(trail.first, 0) = 0
           AND coalesce(trail.last, -1) = coalesce(trail.n, 0) - 1 AS whole
  FROM trail FULL JOIN ledger_heads head ON head."workspaceId" = trail.id`;

function describeLedger({ id, entries, broken, whole }) {
  if (broken > 0) {
    return `${broken} of ${entries} entries in the ledger of workspace ${id} were changed. Compare with a backup.`;
  }
  return whole
    ? null
    : `The ledger of workspace ${id} has ${entries} entries and gaps. Compare with a backup.`;
}

export async function checkLedgers(client) {
  const { rows } = await client.query(LEDGERS);
  const problems = rows.map(describeLedger).filter((text) => text !== null);
  const entries = rows.reduce((sum, row) => sum + row.entries, 0);
  return problems.length === 0
    ? { isOk: true, text: `Ledger without a gap (${entries} entries, each with its hash)` }
    : problems.map((text) => ({ isOk: false, text }));
}

async function whyNotWhole(folder, { sha256, bytes }) {
  const path = join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  if (!existsSync(path)) {
    return "missing";
  }
  const isWhole = statSync(path).size === bytes && (await hashFile(path)) === sha256;
  return isWhole ? null : "changed";
}

export async function checkFiles(client, dataDir) {
  const { rows } = await client.query(
    `SELECT sha256, max(bytes)::float8 AS bytes, min("fileName") AS name
     FROM (SELECT sha256, bytes, "fileName" FROM stored_files
           UNION ALL SELECT sha256, bytes, "fileName" FROM issued_documents) kept GROUP BY 1`,
  );
  const problems = [];
  for (const row of rows) {
    const reason = await whyNotWhole(join(dataDir, "files"), row);
    if (reason !== null) {
      problems.push({ name: row.name, reason });
    }
  }
  if (problems.length === 0) {
    return { isOk: true, text: `Stored files are whole (${rows.length})` };
  }
  const [{ name, reason }] = problems;
  return {
    isOk: false,
    text: `${problems.length} of ${rows.length} stored files are not whole (${name} is ${reason}). Put them back from a backup.`,
  };
}

export async function checkRights(client, role) {
  if (role === null) {
    return { isOk: true, text: "One database role does everything (see DATABASE_RUNTIME_URL)" };
  }
  const { rows } = await client.query(
    `SELECT tablename AS name FROM pg_tables
     WHERE schemaname = 'public' AND tablename = ANY($2)
       AND has_table_privilege($1, format('public.%I', tablename), 'UPDATE, DELETE, TRUNCATE')`,
    [role, [...APPEND_ONLY_TABLES, ...FUNCTION_WRITTEN_TABLES]],
  );
  return rows.length === 0
    ? { isOk: true, text: `The role ${role} can add to the trail and not change it` }
    : {
        isOk: false,
        text: `The role ${role} may change ${rows.map((row) => row.name).join(", ")}. "npm start" takes that right away.`,
      };
}
