import { existsSync } from "node:fs";
import { checkClock, checkFiles, checkLedgers, checkRights } from "./check-database.mjs";
import { say } from "./console.mjs";
import { freeMegabytes, lockPath, whyNotUsable } from "./data-dir.mjs";
import { describeDatabase, openDatabase } from "./database.mjs";
import { tryLock } from "./file-lock.mjs";
import { whyNotListen } from "./free-port.mjs";
import { migrationState } from "./migrate.mjs";
import { isWanted } from "./node-version.mjs";
import { startOptions } from "./options.mjs";
import { plainHttp, refusalOfPlainHttp, warningOfPlainHttp } from "./plain-http.mjs";
import { ledgerFingerprint, readSecrets, secretsMode, secretsPath } from "./secrets.mjs";
import { withClient } from "./sql.mjs";
import { sentenceFor } from "./trouble.mjs";
import { withDatabase } from "./with-database.mjs";

const COMFORTABLE_MB = 1000;
const OTHERS = 0o077;

function ok(text) {
  return { isOk: true, text };
}

function problem(text) {
  return { isOk: false, text };
}

function checkNode() {
  return isWanted(process.version)
    ? ok(`Node ${process.version}`)
    : problem(`Node ${process.version}: Waymark is tested with 24. Run "npm ci".`);
}

function checkDisk({ dataDir }) {
  const free = freeMegabytes(dataDir);
  const text = `${free} MB free at ${dataDir}`;
  return free >= COMFORTABLE_MB ? ok(text) : problem(`${text}. Free some space.`);
}

function checkDataDir({ dataDir }) {
  if (!existsSync(dataDir)) {
    return ok(`${dataDir} will be made by the first start`);
  }
  const reason = whyNotUsable(dataDir);
  return reason === null ? ok(`Data folder ${dataDir}`) : problem(reason);
}

function checkSecrets({ dataDir }) {
  const secrets = readSecrets(dataDir);
  if (secrets === null) {
    return existsSync(`${dataDir}/postgres`)
      ? problem(`${secretsPath(dataDir)} is missing. Put it back: it holds the ledger's key.`)
      : ok("Secrets will be made by the first start");
  }
  if (process.platform !== "win32" && (secretsMode(dataDir) & OTHERS) !== 0) {
    return problem(
      `Others may read ${secretsPath(dataDir)}. Run: chmod 600 ${secretsPath(dataDir)}`,
    );
  }
  return ok(`Secrets, ledger key ${ledgerFingerprint(secrets)}`);
}

function runningHere(dataDir) {
  if (!existsSync(dataDir)) {
    return null;
  }
  const lock = tryLock(lockPath(dataDir));
  lock.release?.();
  return lock.release === null ? lock.holder : null;
}

async function checkPort(options) {
  const running = runningHere(options.dataDir);
  if (running?.address) {
    return ok(`Waymark runs at ${running.address} (process ${running.pid})`);
  }
  const error = await whyNotListen(options);
  return error === null
    ? ok(`Port ${options.port} is free`)
    : problem(`Port ${options.port} cannot be used (${error.code}). Choose another with --port.`);
}

function checkEncryption(options) {
  const found = plainHttp(options);
  if (found === null) {
    return ok("Nobody is asked to sign in over plain http from elsewhere");
  }
  return problem(found.isAllowed ? warningOfPlainHttp(found) : refusalOfPlainHttp(found));
}

function describeMigrations({ applied, pending, failed, unknown }) {
  if (unknown.length > 0) {
    return problem(
      `The schema is newer than this release (${unknown.at(-1)}). Start the newer one.`,
    );
  }
  if (failed.length > 0) {
    return problem(`The migration ${failed[0]} did not finish. "npm start" tries it again.`);
  }
  if (pending.length > 0) {
    return problem(`${pending.length} migrations are not applied yet. "npm start" applies them.`);
  }
  return ok(`Schema up to date (${applied.length} migrations)`);
}

async function lookInto({ database, dataDir }) {
  const state = await migrationState(database.ownerUrl);
  const outside = [ok(describeDatabase(database)), describeMigrations(state)];
  if (state.applied.length === 0) {
    return outside;
  }
  const inside = await withClient(database.ownerUrl, async (client) => [
    await checkRights(client, database.runtimeRole),
    await checkClock(client),
    await checkLedgers(client),
    await checkFiles(client, dataDir),
  ]);
  return [...outside, ...inside.flat()];
}

async function checkDatabase({ dataDir }) {
  if (existsSync(secretsPath(dataDir))) {
    return withDatabase({ dataDir }, ({ database }) => lookInto({ database, dataDir }));
  }
  if (!process.env.DATABASE_URL) {
    return ok("The database will be made by the first start");
  }
  return lookInto({ database: await openDatabase({ dataDir, secrets: null }), dataDir });
}

const CHECKS = [
  checkNode,
  checkDisk,
  checkDataDir,
  checkSecrets,
  checkPort,
  checkEncryption,
  checkDatabase,
];

async function findings(check, options) {
  try {
    return [await check(options)].flat();
  } catch (error) {
    return [problem(sentenceFor(error))];
  }
}

/** Looks, changes nothing, and says for each problem what to do. */
export async function doctor(args) {
  const options = startOptions(args);
  let problems = 0;
  for (const check of CHECKS) {
    for (const { isOk, text } of await findings(check, options)) {
      say(`${isOk ? "ok     " : "problem"}  ${text}`);
      problems += isOk ? 0 : 1;
    }
  }
  say(problems === 0 ? "\nAll is well." : `\n${problems} to mend.`);
  process.exitCode = problems === 0 ? 0 : 1;
}
