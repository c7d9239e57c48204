import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { platform } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { clusterHome, ensureCluster, refuseOtherMajor, SUPERUSER, serverEnv } from "./cluster.mjs";
import { isAlive } from "./file-lock.mjs";
import { freePort } from "./free-port.mjs";
import { serverAccount } from "./postgres-account.mjs";
import { majorOf, postgresBinaries } from "./postgres-binaries.mjs";
import { Trouble } from "./trouble.mjs";

const POLL_MS = 40;
// Replaying the log after a crash may take minutes; a server that lives is waited for.
const START_LIMIT_MS = 600_000;
const STOP_LIMIT_MS = 30_000;
// Sessions of a server that was killed end by themselves as soon as they notice.
const REMAINS_LIMIT_MS = 30_000;

function readPostmaster(clusterDir) {
  const path = join(clusterDir, "postmaster.pid");
  if (!existsSync(path)) {
    return null;
  }
  const lines = readFileSync(path, "utf8").split("\n");
  return { path, pid: Number(lines[0]), port: Number(lines[3]) };
}

function commandOf(pid) {
  const comm = `/proc/${pid}/comm`;
  if (existsSync(comm)) {
    return readFileSync(comm, "utf8").trim();
  }
  const result = spawnSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" });
  return result.status === 0 ? basename(result.stdout.trim()) : "";
}

function isServer(pid) {
  return isAlive(pid) && (platform() === "win32" || commandOf(pid).startsWith("postgres"));
}

export function superuserUrl({ port, password, database = "postgres" }) {
  const url = new URL(`postgresql://127.0.0.1:${port}/${database}`);
  url.username = SUPERUSER;
  url.password = password;
  return url.href;
}

async function ask({ port, password }) {
  const client = new pg.Client({
    connectionString: superuserUrl({ port, password }),
    connectionTimeoutMillis: 5000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query("SHOW data_directory");
    return { directory: rows[0].data_directory, refusal: null };
  } catch (error) {
    return { directory: null, refusal: error.code ?? "no answer" };
  } finally {
    await client.end().catch(() => undefined);
  }
}

function wrongPassword(clusterDir) {
  return new Trouble(
    `The database in ${clusterDir} was made with another secrets.json. Put that file back beside it (see "npm run doctor").`,
  );
}

async function waitUntilReady({ pid, port, password, clusterDir, logTail }) {
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    const answer = await ask({ port, password });
    if (answer.refusal === null) {
      return;
    }
    if (answer.refusal === "28P01") {
      throw wrongPassword(clusterDir);
    }
    if (!isServer(pid)) {
      throw startTrouble(logTail());
    }
    await sleep(POLL_MS);
  }
  throw new Trouble(`PostgreSQL in ${clusterDir} did not become ready within ten minutes.`);
}

class RemainsTrouble extends Trouble {
  constructor() {
    super("The last database server has not quite ended. Try again in a moment.");
  }
}

function startTrouble(tail) {
  if (/No space left/.test(tail)) {
    return new Trouble("There is no space left on the disk for the database.");
  }
  if (/pre-existing shared memory block/.test(tail)) {
    return new RemainsTrouble();
  }
  const fatal = tail.split("\n").filter((line) => /FATAL|PANIC|ERROR/.test(line));
  return new Trouble(
    `PostgreSQL did not start. It said: ${fatal.at(-1) ?? tail.trim().slice(-300)}`,
  );
}

function launch({ binaries, account, clusterDir, home, port, flags }) {
  const logPath = join(home, "postgres.log");
  const log = openSync(logPath, "w", 0o600);
  // Its own process group: Ctrl-C in the terminal must reach the database last.
  const child = spawn(
    binaries.postgres,
    [
      ...["-D", clusterDir, "-p", String(port)],
      ...["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
      ...flags.flatMap((flag) => ["-c", flag]),
    ],
    { ...account, cwd: "/", env: serverEnv(), detached: true, stdio: ["ignore", log, log] },
  );
  child.on("error", () => undefined);
  child.unref();
  closeSync(log);
  return { pid: child.pid, logTail: () => readFileSync(logPath, "utf8").slice(-4000) };
}

/** A server that outlived its starter is used again; a pid file without one is swept away. */
async function adoptOrphan({ clusterDir, password }) {
  const found = readPostmaster(clusterDir);
  if (found === null) {
    return null;
  }
  if (!isServer(found.pid)) {
    rmSync(found.path, { force: true });
    return null;
  }
  const answer = await ask({ port: found.port, password });
  if (answer.directory === clusterDir) {
    return { pid: found.pid, port: found.port };
  }
  if (answer.refusal === "28P01") {
    throw wrongPassword(clusterDir);
  }
  await endServer(found.pid);
  return null;
}

async function endServer(pid) {
  if (!isAlive(pid)) {
    return;
  }
  process.kill(pid, "SIGINT");
  const deadline = Date.now() + STOP_LIMIT_MS;
  while (isAlive(pid) && Date.now() < deadline) {
    await sleep(POLL_MS);
  }
  if (isAlive(pid)) {
    process.kill(pid, "SIGQUIT");
  }
}

async function launchUntilReady({ password, deadline, ...server }) {
  const { pid, logTail } = launch(server);
  try {
    await waitUntilReady({ ...server, pid, password, logTail });
    return pid;
  } catch (error) {
    if (!(error instanceof RemainsTrouble) || Date.now() > deadline) {
      throw error;
    }
  }
  await sleep(500);
  return launchUntilReady({ password, deadline, ...server });
}

function rememberedPort(home) {
  const path = join(home, "port");
  return existsSync(path) ? Number(readFileSync(path, "utf8")) || 0 : 0;
}

/**
 * Starts (or takes over) the built-in PostgreSQL of a data folder.
 * Callers hold the folder's own lock: two starters at once would race for the cluster.
 */
export async function startEmbedded({ dataDir, password, flags = [], initFlags = [] }) {
  const account = serverAccount();
  const binaries = postgresBinaries(account);
  const { home, moved } = clusterHome(dataDir, account);
  const major = majorOf(binaries);
  refuseOtherMajor({ clusterDir: join(home, "cluster"), major });
  const { clusterDir } = await ensureCluster({ home, binaries, account, password, initFlags });
  const found = await adoptOrphan({ clusterDir, password });
  if (found !== null) {
    return { ...found, home, moved, major, adopted: true, stop: () => endServer(found.pid) };
  }
  const port = await freePort({ preferred: rememberedPort(home) });
  const pid = await launchUntilReady({
    ...{ binaries, account, clusterDir, home, port, flags, password },
    deadline: Date.now() + REMAINS_LIMIT_MS,
  });
  writeFileSync(join(home, "port"), `${port}\n`);
  return { pid, port, home, moved, major, adopted: false, stop: () => endServer(pid) };
}
