import { quoteName, quoteText, withClient } from "./sql.mjs";

export const OWNER_ROLE = "waymark_owner";
export const RUNTIME_ROLE = "waymark_app";

async function ensureRole(client, { role, password }) {
  const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
  const verb = rowCount === 0 ? "CREATE" : "ALTER";
  await client.query(
    `${verb} ROLE ${quoteName(role)} LOGIN NOSUPERUSER PASSWORD ${quoteText(password)}`,
  );
}

async function ensureDatabase(client, { database, owner }) {
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [
    database,
  ]);
  if (rowCount === 0) {
    await client.query(`CREATE DATABASE ${quoteName(database)} OWNER ${quoteName(owner)}`);
  }
}

/** The owner migrates; the runtime role reads and writes rows and can change no structure. */
export async function ensureRolesAndDatabase({ adminUrl, secrets, database }) {
  await withClient(adminUrl, async (client) => {
    await ensureRole(client, { role: OWNER_ROLE, password: secrets.dbOwnerPassword });
    await ensureRole(client, { role: RUNTIME_ROLE, password: secrets.dbRuntimePassword });
    await ensureDatabase(client, { database, owner: OWNER_ROLE });
    await client.query(`REVOKE ALL ON DATABASE ${quoteName(database)} FROM PUBLIC`);
    await client.query(
      `GRANT CONNECT, TEMPORARY ON DATABASE ${quoteName(database)} TO ${quoteName(RUNTIME_ROLE)}`,
    );
  });
}

export function roleUrl({ port, role, password, database }) {
  const url = new URL(`postgresql://127.0.0.1:${port}/${database}`);
  url.username = role;
  url.password = password;
  return url.href;
}
