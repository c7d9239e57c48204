import { inTransaction, quoteName } from "./sql.mjs";

/** What the ledger rests on: rows are added and read, never changed or removed. */
export const APPEND_ONLY_TABLES = [
  "ledger_checkpoints",
  "ledger_keys",
  "business_case_versions",
  "gate_decisions",
  "gate_checks",
  "gate_feedback",
  "gate_waiver_grants",
  "passkey_proofs",
  "criterion_actuals",
  "assumption_reviews",
  "issued_documents",
  "signature_views",
  "risk_matrices",
  "risk_reviews",
  "signing_guests",
];

/** Written by the database's own function alone, which the application may call. */
export const FUNCTION_WRITTEN_TABLES = ["audit_events", "ledger_heads", "ledger_nodes"];
const APPEND_FUNCTION = "public.append_ledger(uuid, text[])";

const JOB_SCHEMA = "graphile_worker";

async function namesOf(client, sql, values = []) {
  const { rows } = await client.query(sql, values);
  return rows.map((row) => row.name);
}

async function grantAppTables(client, role) {
  await client.query(`GRANT USAGE ON SCHEMA public TO ${role}`);
  await client.query(
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`,
  );
  await client.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${role}`);
  await client.query(`REVOKE CREATE ON SCHEMA public FROM PUBLIC`);
  const readOnly = [...FUNCTION_WRITTEN_TABLES, "_prisma_migrations"];
  const present = await namesOf(
    client,
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename = ANY($1)",
    [[...APPEND_ONLY_TABLES, ...readOnly]],
  );
  for (const table of present) {
    const rights = readOnly.includes(table) ? "INSERT, UPDATE, DELETE" : "UPDATE, DELETE";
    await client.query(`REVOKE ${rights}, TRUNCATE ON public.${quoteName(table)} FROM ${role}`);
  }
  await grantAppend(client, role);
}

// A release before the function wrote the tables itself; migrating to it comes here, too.
async function grantAppend(client, role) {
  const [found] = await namesOf(client, "SELECT to_regprocedure($1)::text AS name", [
    APPEND_FUNCTION,
  ]);
  if (found) {
    await client.query(`GRANT EXECUTE ON FUNCTION ${APPEND_FUNCTION} TO ${role}`);
  }
}

// The job library switches row security on without a policy, which shuts out all but the owner.
async function grantJobTables(client, role) {
  const tables = await namesOf(
    client,
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = $1",
    [JOB_SCHEMA],
  );
  if (tables.length === 0) {
    return;
  }
  await client.query(`GRANT USAGE ON SCHEMA ${JOB_SCHEMA} TO ${role}`);
  await client.query(`GRANT ALL ON ALL TABLES IN SCHEMA ${JOB_SCHEMA} TO ${role}`);
  await client.query(`GRANT ALL ON ALL SEQUENCES IN SCHEMA ${JOB_SCHEMA} TO ${role}`);
  await client.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${JOB_SCHEMA} TO ${role}`);
  for (const table of tables) {
    const name = `${JOB_SCHEMA}.${quoteName(table)}`;
    await client.query(`DROP POLICY IF EXISTS runtime_role ON ${name}`);
    await client.query(
      `CREATE POLICY runtime_role ON ${name} TO ${role} USING (true) WITH CHECK (true)`,
    );
  }
}

/** Runs as the owner after every migration; one transaction, so nobody sees half of it. */
export async function grantRuntimeRole(client, roleName) {
  const role = quoteName(roleName);
  await inTransaction(client, async () => {
    await grantAppTables(client, role);
    await grantJobTables(client, role);
  });
}
