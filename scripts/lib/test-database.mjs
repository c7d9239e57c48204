import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmbedded, superuserUrl } from "./embedded-server.mjs";
import { isAlive, withLock } from "./file-lock.mjs";
import { hashTree } from "./hash.mjs";
import { migrate } from "./migrate.mjs";
import { fromRoot, ROOT } from "./paths.mjs";
import { ensureRolesAndDatabase, OWNER_ROLE, RUNTIME_ROLE, roleUrl } from "./roles.mjs";
import { ensureSecrets } from "./secrets.mjs";
import { quoteName, withClient } from "./sql.mjs";

const HOME = fromRoot(".cache/test-database");
const USERS = join(HOME, "users");
const LOCK = join(HOME, "lock");

// Test data may be lost with the power; nothing here may ever be used for a person's data.
const FLAGS = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "max_connections=200",
  // Short runs are over before it would help. With the full numbers tables grow a thousandfold, and
  // without statistics the planner goes on as if they were empty.
  `autovacuum=${process.env.WAYMARK_TORTURE === "full" ? "on" : "off"}`,
];

async function startServer(secrets) {
  const options = {
    dataDir: HOME,
    password: secrets.dbAdminPassword,
    flags: FLAGS,
    initFlags: ["--no-sync"],
  };
  try {
    return await startEmbedded(options);
  } catch {
    // Without fsync a hard stop of the machine may break it, and it holds nothing of worth.
    rmSync(join(HOME, "postgres"), { recursive: true, force: true });
    return startEmbedded(options);
  }
}

function liveUsers() {
  const names = readdirSync(USERS);
  for (const name of names.filter((pid) => !isAlive(Number(pid)))) {
    rmSync(join(USERS, name), { force: true });
  }
  return names.filter((pid) => isAlive(Number(pid)));
}

function templateName() {
  const hash = hashTree({
    root: ROOT,
    paths: [
      "prisma/migrations",
      "scripts/lib/grants.mjs",
      "node_modules/graphile-worker/package.json",
    ],
    accept: (file) => !file.endsWith(".prisma"),
  });
  return `template_${hash.slice(0, 16)}`;
}

async function databaseNames(client) {
  const { rows } = await client.query("SELECT datname AS name FROM pg_database");
  return rows.map((row) => row.name);
}

async function drop(client, names) {
  for (const name of names) {
    await client.query(`DROP DATABASE IF EXISTS ${quoteName(name)} WITH (FORCE)`);
  }
}

function userOf(database) {
  return /^test_(\d+)_/.exec(database)?.[1];
}

async function sweep(client, { template, users }) {
  const names = await databaseNames(client);
  const isStray = (name) => {
    const user = userOf(name);
    return user === undefined ? false : !users.includes(user);
  };
  const isOldTemplate = (name) =>
    users.length <= 1 && /^(template|building)_[0-9a-f]+$/.test(name) && name !== template;
  await drop(
    client,
    names.filter((name) => isStray(name) || isOldTemplate(name)),
  );
}

/** Migrates once into a database that is renamed when it is whole; later runs copy it. */
async function ensureTemplate({ client, secrets, port, adminUrl, template }) {
  if ((await databaseNames(client)).includes(template)) {
    return;
  }
  const unfinished = template.replace("template_", "building_");
  await drop(client, [unfinished]);
  await ensureRolesAndDatabase({ adminUrl, secrets, database: unfinished });
  const ownerUrl = roleUrl({
    port,
    role: OWNER_ROLE,
    password: secrets.dbOwnerPassword,
    database: unfinished,
  });
  await migrate({ ownerUrl, runtimeRole: RUNTIME_ROLE });
  await client.query(`ALTER DATABASE ${quoteName(unfinished)} RENAME TO ${quoteName(template)}`);
}

function registerUser(user) {
  mkdirSync(USERS, { recursive: true });
  writeFileSync(join(USERS, String(user)), "");
}

/** Starts or shares the test server and says where it is. One server serves all runs at once. */
export function acquireTestServer(user) {
  mkdirSync(HOME, { recursive: true });
  return withLock(LOCK, async () => {
    const { secrets } = ensureSecrets(HOME);
    const server = await startServer(secrets);
    registerUser(user);
    const template = templateName();
    const { port } = server;
    const adminUrl = superuserUrl({ port, password: secrets.dbAdminPassword });
    await withClient(adminUrl, async (client) => {
      await sweep(client, { template, users: liveUsers() });
      await ensureTemplate({ client, secrets, port, adminUrl, template });
    });
    const { dbOwnerPassword, dbRuntimePassword } = secrets;
    return {
      port,
      template,
      user,
      adminUrl,
      owner: { role: OWNER_ROLE, password: dbOwnerPassword },
      runtime: { role: RUNTIME_ROLE, password: dbRuntimePassword },
    };
  });
}

/** The last one out stops the server. */
export function releaseTestServer(user) {
  return withLock(LOCK, async () => {
    rmSync(join(USERS, String(user)), { force: true });
    const { secrets } = ensureSecrets(HOME);
    const server = await startServer(secrets);
    const users = liveUsers();
    if (users.length === 0) {
      await server.stop();
      return;
    }
    const adminUrl = superuserUrl({ port: server.port, password: secrets.dbAdminPassword });
    await withClient(adminUrl, (client) => sweep(client, { template: templateName(), users }));
  });
}
