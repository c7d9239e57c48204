import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";
import { listMigrations, MIGRATIONS_DIR, readMigrationsList } from "./datamodel.mjs";
import { grantRuntimeRole } from "./grants.mjs";
import { withSchemaEngine } from "./schema-engine.mjs";
import { withClient } from "./sql.mjs";
import { Trouble } from "./trouble.mjs";

// Any constant will do, as long as every starter of Waymark asks for the same one.
const MIGRATION_LOCK = 7_239_104_551;
const LOCK_TIMEOUT_MS = 15_000;

const silent = new Logger(() => () => undefined);

function withLockTimeout(url) {
  const bounded = new URL(url);
  const options = bounded.searchParams.get("options") ?? "";
  bounded.searchParams.set("options", `${options} -c lock_timeout=${LOCK_TIMEOUT_MS}`.trim());
  return bounded.href;
}

async function appliedMigrations(client) {
  const { rows: found } = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (found[0].name === null) {
    return { finished: [], failed: [] };
  }
  const { rows } = await client.query(
    "SELECT migration_name AS name, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at",
  );
  const isFinished = (row) => row.finished_at !== null;
  return {
    finished: rows.filter(isFinished).map((row) => row.name),
    failed: rows.filter((row) => !isFinished(row)).map((row) => row.name),
  };
}

export async function migrationState(url, migrationsDir = MIGRATIONS_DIR) {
  const { finished, failed } = await withClient(url, appliedMigrations);
  const known = await listMigrations(migrationsDir);
  return {
    applied: finished,
    failed,
    pending: known.filter((name) => !finished.includes(name)),
    unknown: finished.filter((name) => !known.includes(name)),
  };
}

function refuseNewer(unknown) {
  if (unknown.length > 0) {
    throw new Trouble(
      `The database was migrated by a newer release (${unknown.at(-1)}). Start that release, or restore a backup made by this one.`,
    );
  }
}

async function applyPending({ url, migrationsDir, failed }) {
  const migrationsList = await readMigrationsList(migrationsDir);
  const migrationScripts = new Set(
    migrationsList.migrationDirectories.map((entry) => entry.migrationFile.content.value),
  );
  const filters = { externalTables: [], externalEnums: [] };
  const { appliedMigrationNames } = await withSchemaEngine(
    { url, migrationScripts },
    async (engine) => {
      for (const migrationName of failed) {
        await engine.markMigrationRolledBack({ migrationName });
      }
      return engine.applyMigrations({ migrationsList, filters });
    },
  );
  return appliedMigrationNames;
}

async function installJobSchema(ownerUrl) {
  const pgPool = new pg.Pool({ connectionString: ownerUrl, max: 1 });
  // A connection that is cut while it closes has nothing left to lose.
  pgPool.on("error", () => undefined);
  pgPool.on("connect", (client) => client.on("error", () => undefined));
  try {
    await runMigrations({ pgPool, logger: silent });
  } finally {
    await pgPool.end();
  }
}

/**
 * Brings a database to this release's schema. Other starters wait at the advisory lock; a table
 * lock that cannot be had in time ends the attempt instead of stopping a running application.
 */
export async function migrate({ ownerUrl, runtimeRole, migrationsDir = MIGRATIONS_DIR }) {
  return withClient(ownerUrl, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const { finished, failed } = await appliedMigrations(client);
    const known = await listMigrations(migrationsDir);
    refuseNewer(finished.filter((name) => !known.includes(name)));
    const applied =
      known.length > finished.length
        ? await applyPending({ url: withLockTimeout(ownerUrl), migrationsDir, failed })
        : [];
    await installJobSchema(ownerUrl);
    if (runtimeRole) {
      await grantRuntimeRole(client, runtimeRole);
    }
    return applied;
  });
}
