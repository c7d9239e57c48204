import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildAll, buildProcesses, FOR_TESTS, PRODUCTION, processFile } from "./build.mjs";
import { complain, say } from "./console.mjs";
import { lockDataDir, prepareDataDir } from "./data-dir.mjs";
import { describeDatabase, openDatabase } from "./database.mjs";
import { serverEnvironment } from "./environment.mjs";
import { whyNotListen } from "./free-port.mjs";
import { ensureClient } from "./generate-client.mjs";
import { createLifecycle } from "./lifecycle.mjs";
import { migrate } from "./migrate.mjs";
import { addressFor, isLoopback, startOptions } from "./options.mjs";
import { plainHttp, refusalOfPlainHttp, warningOfPlainHttp } from "./plain-http.mjs";
import { ensureSecrets, ledgerFingerprint, secretsPath } from "./secrets.mjs";
import { demoSignIns, ensureDemo } from "./seed.mjs";
import { startServices, untilSomethingEnds } from "./serve.mjs";
import { endLeftover } from "./service.mjs";
import { undoCutOffRestore } from "./set-aside.mjs";
import { withClient } from "./sql.mjs";
import { releaseStaleJobs } from "./stale-jobs.mjs";
import { Trouble } from "./trouble.mjs";

// The browser tests start a build of their own, so that a running Waymark keeps its files.
const TARGET = process.env.WAYMARK_BUILD === "tests" ? FOR_TESTS : PRODUCTION;

const WHY_NOT_LISTEN = {
  EADDRINUSE: ({ port }) =>
    `Port ${port} is taken by another program. Choose another one: npm start -- --port ${port + 1}`,
  EACCES: ({ port }) => `This user may not listen on port ${port}. Choose one above 1023.`,
  EADDRNOTAVAIL: ({ host }) => `${host} is not an address of this machine. Check --host.`,
  ENOTFOUND: ({ host }) => `${host} is not an address of this machine. Check --host.`,
};

async function checkPort(options) {
  const error = await whyNotListen(options);
  if (error !== null) {
    const explain = WHY_NOT_LISTEN[error.code];
    throw new Trouble(explain ? explain(options) : `Port ${options.port}: ${error.message}`);
  }
}

function checkEncryption(options) {
  const found = plainHttp(options);
  if (found !== null && !found.isAllowed) {
    throw new Trouble(refusalOfPlainHttp(found));
  }
  return found;
}

function makeSecrets(dataDir) {
  const { secrets, created } = ensureSecrets(dataDir);
  if (created) {
    say(`  Made ${secretsPath(dataDir)}. Keep a copy: it holds the key that signs the ledger.`);
  }
  say(`  Ledger key ${ledgerFingerprint(secrets)}`);
  return secrets;
}

async function prepareDatabase({ options, secrets, lifecycle }) {
  let database;
  await lifecycle.climb("Starting the database", async () => {
    database = await openDatabase({ dataDir: options.dataDir, secrets });
    const { server } = database;
    if (server !== null) {
      lifecycle.add({ stop: server.stop, kill: () => process.kill(server.pid, "SIGQUIT") });
    }
    return describeDatabase(database);
  });
  await lifecycle.climb("Bringing the schema up to date", async () => {
    if (await undoCutOffRestore(database.ownerUrl)) {
      say("A restore was cut off; what it was to replace is back.");
    }
    const applied = await migrate(database);
    await withClient(database.ownerUrl, releaseStaleJobs);
    return applied.length === 0 ? "nothing to do" : `${applied.length} applied`;
  });
  if (database.runtimeRole === null) {
    say("  One database role does everything; DATABASE_RUNTIME_URL gives the server a lesser one.");
  }
  return database;
}

async function build({ options, secrets, lifecycle }) {
  await ensureClient(lifecycle);
  if (TARGET === FOR_TESTS) {
    // Built by the stage before, with a key of its own.
    return;
  }
  if (options.isDev) {
    await buildProcesses(TARGET);
  } else {
    await buildAll({ target: TARGET, key: secrets.serverActionsKey, lifecycle });
  }
}

function pad(people, key) {
  const width = Math.max(...people.map((person) => person[key].length));
  return (person) => person[key].padEnd(width);
}

async function announce({ options, database }) {
  const address = process.env.WAYMARK_URL || addressFor(options);
  const people = await demoSignIns(database);
  say(`\nWaymark is ready at ${address}`);
  if (people.length > 0) {
    const columns = ["email", "password", "name", "role"].map((key) => pad(people, key));
    say("\nDemo sign-ins (e-mail, password, who):");
    for (const person of people) {
      say(`  ${columns.map((column) => column(person)).join("  ")}`.trimEnd());
    }
    if (!isLoopback(options.host)) {
      say(`\nWarning: these passwords are public, and ${options.host} can be reached by others.`);
    }
  }
  say("\nCtrl-C stops everything.");
}

// Fixtures of the browser tests make their state through the same commands and database.
function shareEnvironment({ dataDir, env }) {
  const folder = join(dataDir, "run");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "environment.json"), JSON.stringify(env), { mode: 0o600 });
}

async function run({ options, lifecycle }) {
  prepareDataDir(options.dataDir);
  const lock = lockDataDir(options.dataDir, { address: addressFor(options), port: options.port });
  lifecycle.add({ stop: async () => lock.release(), kill: () => lock.release() });
  await endLeftover(options.dataDir, "web");
  await endLeftover(options.dataDir, "jobs");
  await checkPort(options);
  const plain = checkEncryption(options);
  const secrets = makeSecrets(options.dataDir);
  const database = await prepareDatabase({ options, secrets, lifecycle });
  await build({ options, secrets, lifecycle });
  const env = serverEnvironment({ options, database, secrets });
  if (!options.isEmpty) {
    await ensureDemo({ database, env, file: processFile(TARGET, "seed"), lifecycle });
  }
  if (TARGET === FOR_TESTS) {
    shareEnvironment({ dataDir: options.dataDir, env });
  }
  let services = [];
  await lifecycle.climb("Starting the server", async () => {
    services = await startServices({ options, env, lifecycle, target: TARGET });
  });
  await announce({ options, database });
  if (plain !== null) {
    say(`\nWarning: ${warningOfPlainHttp(plain)}`);
  }
  throw await untilSomethingEnds({ services, database });
}

export async function start(args) {
  const options = startOptions(args);
  const lifecycle = createLifecycle();
  try {
    await run({ options, lifecycle });
  } catch (error) {
    // While everything is being stopped, a broken step is only its echo.
    if (!lifecycle.isStopping()) {
      complain(error);
    }
    await lifecycle.stop({ code: 1 });
  }
}
