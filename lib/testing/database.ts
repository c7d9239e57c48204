import pg from "pg";
import { afterAll } from "vitest";
import * as z from "zod";

const roleShape = z.object({ role: z.string(), password: z.string() });
const serverShape = z.object({
  port: z.number(),
  template: z.string(),
  user: z.number(),
  adminUrl: z.string(),
  owner: roleShape,
  runtime: roleShape,
});

// Told by the global setup, which started the server before this process was made.
const server = serverShape.parse(JSON.parse(process.env.WAYMARK_TEST_SERVER ?? "{}"));
const database = `test_${server.user}_${process.env.VITEST_POOL_ID ?? "1"}`;

function urlFor(account: { role: string; password: string }): string {
  const url = new URL(`postgresql://127.0.0.1:${server.port}/${database}`);
  url.username = account.role;
  url.password = account.password;
  return url.href;
}

/** The application's own role: no structure, no changes to the append-only tables. */
export function testDatabaseUrl(): string {
  return urlFor(server.runtime);
}

/** The role that migrates. */
export function testOwnerUrl(): string {
  return urlFor(server.owner);
}

function adminUrl(name: string): string {
  const url = new URL(server.adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function withAdmin<T>(name: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl(name) });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** A fresh copy of the migrated template, for this test file alone. */
async function createDatabase(): Promise<void> {
  const name = pg.escapeIdentifier(database);
  const template = pg.escapeIdentifier(server.template);
  const owner = pg.escapeIdentifier(server.owner.role);
  await withAdmin("postgres", async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${owner}`);
  });
}

const FILLED_TABLES = `
  SELECT format('%I.%I', schemaname, tablename) AS name
  FROM pg_tables
  WHERE (schemaname = 'public' AND tablename <> '_prisma_migrations')
     OR (schemaname = 'graphile_worker' AND tablename IN ('_private_jobs', '_private_job_queues'))
`;

/**
 * Empties every table between two tests. The replica role passes by the append-only triggers
 * and the foreign keys; only a superuser may take it, never the application.
 */
export async function truncateAll(): Promise<void> {
  await withAdmin(database, async (client) => {
    const { rows } = await client.query<{ name: string }>(FILLED_TABLES);
    const deletions = rows.map((row) => `DELETE FROM ${row.name};`).join("\n");
    await client.query(`BEGIN; SET LOCAL session_replication_role = replica; ${deletions} COMMIT;`);
  });
}

await createDatabase();
process.env.DATABASE_URL = testDatabaseUrl();
process.env.DATABASE_OWNER_URL = testOwnerUrl();
// Whoever runs the server itself: triggers and foreign keys are no hindrance to them.
process.env.DATABASE_SUPERUSER_URL = adminUrl(database);

afterAll(async () => {
  // A connection that a test left open would otherwise outlive its file.
  await withAdmin("postgres", (client) =>
    client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()",
      [database],
    ),
  );
});
