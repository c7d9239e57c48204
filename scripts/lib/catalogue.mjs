import { quoteName } from "./sql.mjs";

// The migrations' own bookkeeping is written by the migrations, not copied.
const SELF_KEPT = ["public._prisma_migrations", "graphile_worker.migrations"];

export function qualified({ schema, table }) {
  return `${quoteName(schema)}.${quoteName(table)}`;
}

export async function listTables(client) {
  const { rows } = await client.query(
    `SELECT n.nspname AS schema, c.relname AS table,
            array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relkind = 'r' AND n.nspname IN ('public', 'graphile_worker')
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY 1, 2 ORDER BY 1 DESC, 2`,
  );
  return rows.filter((row) => !SELF_KEPT.includes(`${row.schema}.${row.table}`));
}

export async function listSequences(client) {
  const { rows } = await client.query(
    `SELECT schemaname AS schema, sequencename AS table, last_value::text AS value
     FROM pg_sequences WHERE schemaname IN ('public', 'graphile_worker') ORDER BY 1, 2`,
  );
  return rows;
}

export async function isEmptyDatabase(client) {
  for (const table of await listTables(client)) {
    const { rowCount } = await client.query(`SELECT 1 FROM ${qualified(table)} LIMIT 1`);
    if (rowCount > 0) {
      return false;
    }
  }
  return true;
}

/** How many others use this database at the moment; the server's own processes do not count. */
export async function otherSessions(client) {
  const { rows } = await client.query(
    `SELECT count(*)::int AS n FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename IS NOT NULL`,
  );
  return rows[0].n;
}

async function foreignKeys(client) {
  const { rows } = await client.query(
    `SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint
     WHERE contype = 'f' AND connamespace IN ('public'::regnamespace, 'graphile_worker'::regnamespace)`,
  );
  return rows;
}

async function ownTriggers(client) {
  const { rows } = await client.query(
    `SELECT tgrelid::regclass::text AS table, tgname AS name, tgenabled AS mode
     FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'`,
  );
  return rows;
}

const ENABLE = { O: "ENABLE", A: "ENABLE ALWAYS", R: "ENABLE REPLICA" };

/**
 * Loads rows in any order: foreign keys and triggers are set aside and put back inside the
 * caller's transaction, where adding a key checks every row. No superuser is needed.
 */
export async function withRulesSetAside(client, load) {
  const keys = await foreignKeys(client);
  const triggers = await ownTriggers(client);
  for (const { table, name } of triggers) {
    await client.query(`ALTER TABLE ${table} DISABLE TRIGGER ${quoteName(name)}`);
  }
  for (const { table, name } of keys) {
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${quoteName(name)}`);
  }
  await load();
  for (const { table, name, definition } of keys) {
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${quoteName(name)} ${definition}`);
  }
  for (const { table, name, mode } of triggers) {
    await client.query(`ALTER TABLE ${table} ${ENABLE[mode]} TRIGGER ${quoteName(name)}`);
  }
}
