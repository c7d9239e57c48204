import { spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { sha256 } from "./hash.mjs";
import { mayEnter } from "./postgres-account.mjs";
import { Trouble } from "./trouble.mjs";

export const SUPERUSER = "postgres";

function makeHome(home, account) {
  mkdirSync(home, { recursive: true });
  if (account.uid === undefined) {
    chmodSync(home, 0o700);
  } else {
    chmodSync(home, 0o711);
  }
}

/**
 * Where the database files of a data folder live: inside it, or, when the lent account cannot
 * get there (a closed home directory), below /var/lib. The choice is written down once.
 */
export function clusterHome(dataDir, account) {
  const home = join(dataDir, "postgres");
  makeHome(home, account);
  const note = join(home, "location");
  if (existsSync(note)) {
    return { home: readFileSync(note, "utf8").trim(), moved: true };
  }
  if (mayEnter(home, account)) {
    return { home, moved: false };
  }
  const elsewhere = `/var/lib/waymark-${sha256(resolve(dataDir)).slice(0, 10)}`;
  makeHome(elsewhere, account);
  writeFileSync(note, `${elsewhere}\n`);
  return { home: elsewhere, moved: true };
}

function clusterVersion(clusterDir) {
  const path = join(clusterDir, "PG_VERSION");
  return existsSync(path) ? Number(readFileSync(path, "utf8").trim()) : null;
}

/** What another release left behind is never touched, only explained. */
export function refuseOtherMajor({ clusterDir, major }) {
  const found = clusterVersion(clusterDir);
  if (found !== null && found !== major) {
    throw new Trouble(
      `The database in ${clusterDir} was made by PostgreSQL ${found}; this release brings PostgreSQL ${major}. Start the release that made it, run "npm run backup", move ${dirname(clusterDir)} aside, then run "npm run restore" here.`,
    );
  }
}

function runInitdb({ binaries, account, dir, passwordFile, flags }) {
  const args = [
    `--pgdata=${dir}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=icu",
    "--icu-locale=und",
    ...flags,
  ];
  return new Promise((done, reject) => {
    let output = "";
    const child = spawn(binaries.initdb, args, { ...account, cwd: "/", env: serverEnv() });
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? done() : reject(initTrouble(output))));
  });
}

export function serverEnv() {
  return { PATH: process.env.PATH, LANG: "C", LC_ALL: "C", TZ: "UTC" };
}

function initTrouble(output) {
  if (/No space left/.test(output)) {
    return new Trouble("There is no space left on the disk for the database (about 60 MB).");
  }
  if (/shared librar/.test(output)) {
    return new Trouble(
      'The built-in PostgreSQL lacks a library. Run "npm ci --ignore-scripts=false", or set DATABASE_URL.',
    );
  }
  const last = output.trim().split("\n").slice(-3).join(" ");
  return new Trouble(`The database could not be set up. PostgreSQL said: ${last}`);
}

/**
 * Makes the cluster beside its final place and renames it when it is whole, so that a
 * half-made one is never taken for a database.
 */
export async function ensureCluster({ home, binaries, account, password, initFlags = [] }) {
  const clusterDir = join(home, "cluster");
  if (existsSync(clusterDir)) {
    return { clusterDir, created: false };
  }
  const unfinished = join(home, "cluster.unfinished");
  const passwordFile = join(home, "initial-password");
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (account.uid !== undefined) {
      chownSync(unfinished, account.uid, account.gid);
      chownSync(passwordFile, account.uid, account.gid);
    }
    await runInitdb({ binaries, account, dir: unfinished, passwordFile, flags: initFlags });
    renameSync(unfinished, clusterDir);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
  return { clusterDir, created: true };
}
