import { startEmbedded, superuserUrl } from "./embedded-server.mjs";
import { ensureRolesAndDatabase, OWNER_ROLE, RUNTIME_ROLE, roleUrl } from "./roles.mjs";
import { withClient } from "./sql.mjs";
import { Trouble } from "./trouble.mjs";

const DATABASE = "waymark";
const OLDEST_MAJOR = 15;

const FLAGS = [
  "jit=off",
  "random_page_cost=1.1",
  "wal_compression=on",
  "max_wal_size=1GB",
  "log_min_duration_statement=2000",
  "log_statement=none",
];

async function openEmbedded({ dataDir, secrets }) {
  const password = secrets.dbAdminPassword;
  const server = await startEmbedded({ dataDir, password, flags: FLAGS });
  const adminUrl = superuserUrl({ port: server.port, password });
  await ensureRolesAndDatabase({ adminUrl, secrets, database: DATABASE });
  const { port } = server;
  const urlOf = (role, own) => roleUrl({ port, role, password: own, database: DATABASE });
  return {
    kind: "embedded",
    server,
    ownerUrl: urlOf(OWNER_ROLE, secrets.dbOwnerPassword),
    runtimeUrl: urlOf(RUNTIME_ROLE, secrets.dbRuntimePassword),
    runtimeRole: RUNTIME_ROLE,
    version: server.major,
  };
}

function parseUrl(text, name) {
  try {
    const url = new URL(text);
    if (/^postgres(ql)?:$/.test(url.protocol)) {
      return url;
    }
  } catch {
    // Reported below together with a wrong scheme.
  }
  throw new Trouble(`${name} must look like postgresql://user:password@host:5432/database.`);
}

async function serverMajor(url) {
  return withClient(url, async (client) => {
    const { rows } = await client.query("SELECT current_setting('server_version_num')::int AS n");
    return Math.floor(rows[0].n / 10_000);
  });
}

async function openExternal() {
  const ownerUrl = process.env.DATABASE_URL;
  const owner = parseUrl(ownerUrl, "DATABASE_URL");
  const runtimeUrl = process.env.DATABASE_RUNTIME_URL || ownerUrl;
  const runtime = parseUrl(runtimeUrl, "DATABASE_RUNTIME_URL");
  const version = await serverMajor(ownerUrl);
  if (version < OLDEST_MAJOR) {
    throw new Trouble(
      `The database at ${owner.host} is PostgreSQL ${version}; Waymark needs ${OLDEST_MAJOR} or newer.`,
    );
  }
  const hasOwnRole = runtime.username !== owner.username;
  return {
    kind: "external",
    server: null,
    ownerUrl,
    runtimeUrl,
    runtimeRole: hasOwnRole ? decodeURIComponent(runtime.username) : null,
    version,
    host: owner.host,
  };
}

/** The one place that decides which database is used: DATABASE_URL, else the built-in server. */
export function openDatabase({ dataDir, secrets }) {
  return process.env.DATABASE_URL ? openExternal() : openEmbedded({ dataDir, secrets });
}

export function describeDatabase(database) {
  if (database.kind === "external") {
    return `PostgreSQL ${database.version} at ${database.host}`;
  }
  const { port, adopted, moved, home } = database.server;
  const taken = adopted ? ", taken over from the last run" : "";
  const place = moved ? `, files in ${home}` : "";
  return `PostgreSQL ${database.version} on port ${port}${taken}${place}`;
}
