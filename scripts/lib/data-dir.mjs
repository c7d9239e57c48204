import { accessSync, constants, existsSync, mkdirSync, statfsSync } from "node:fs";
import { dirname, join } from "node:path";
import { tryLock } from "./file-lock.mjs";
import { Trouble } from "./trouble.mjs";

const LEAST_FREE_MB = 300;

function nearestExisting(path) {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}

export function freeMegabytes(path, statfs = statfsSync) {
  const { bavail, bsize } = statfs(nearestExisting(path));
  return Math.floor((bavail * bsize) / 1_048_576);
}

export function refuseFullDisk(dataDir, statfs = statfsSync) {
  const free = freeMegabytes(dataDir, statfs);
  if (free < LEAST_FREE_MB) {
    throw new Trouble(
      `Only ${free} MB are free on the disk of ${dataDir}; at least ${LEAST_FREE_MB} MB are needed. Free some space, then start again.`,
    );
  }
}

export function whyNotUsable(dataDir) {
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch {
    return `The data folder ${dataDir} may not be read and written by this user. Give this user access to it, or choose another folder with --data.`;
  }
}

// One level at a time: asked for all at once, Node never returns where none can be made (/proc).
function makeFolder(path) {
  if (!existsSync(path)) {
    makeFolder(dirname(path));
    // Root lends the database an account of its own, which has to pass through.
    mkdirSync(path, { mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  }
}

export function prepareDataDir(dataDir) {
  makeFolder(dataDir);
  const reason = whyNotUsable(dataDir);
  if (reason !== null) {
    throw new Trouble(reason);
  }
  refuseFullDisk(dataDir);
}

export function lockPath(dataDir) {
  return join(dataDir, "waymark.lock");
}

export function lockDataDir(dataDir, details) {
  const lock = tryLock(lockPath(dataDir), details);
  if (lock.release === null) {
    const { pid, address } = lock.holder;
    const where = address ? ` at ${address}` : "";
    throw new Trouble(
      `Waymark already runs with the data in ${dataDir}${where} (process ${pid}). Stop that one first, or choose another folder with --data.`,
    );
  }
  return lock;
}
