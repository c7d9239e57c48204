import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

// A process whose parent never asks for its exit code keeps its number, but does nothing more.
function isZombie(pid) {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && /[)] Z /.test(readFileSync(stat, "utf8"));
}

export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error.code === "EPERM";
  }
}

// Process numbers are used again, in a container at once; the start time tells two apart.
function startTimeOf(pid) {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) ? readFileSync(stat, "utf8").split(") ")[1].split(" ")[19] : "unknown";
}

function isHeld(holder) {
  return (
    holder !== null &&
    holder.pid !== process.pid &&
    isAlive(holder.pid) &&
    startTimeOf(holder.pid) === holder.started
  );
}

function ownerOf(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

/** Takes the lock file, or returns who holds it. A lock whose process is gone is taken over. */
export function tryLock(path, details = {}) {
  mkdirSync(dirname(path), { recursive: true });
  const content = JSON.stringify({
    pid: process.pid,
    started: startTimeOf(process.pid),
    ...details,
  });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(path, content, { flag: "wx" });
      return { holder: null, release: () => release(path) };
    } catch (error) {
      if (error.code !== "EEXIST") {
        throw error;
      }
    }
    const holder = ownerOf(path);
    if (isHeld(holder)) {
      return { holder, release: null };
    }
    rmSync(path, { force: true });
  }
  return { holder: ownerOf(path) ?? {}, release: null };
}

function release(path) {
  if (ownerOf(path)?.pid === process.pid) {
    rmSync(path, { force: true });
  }
}

export async function withLock(path, run) {
  let lock = tryLock(path);
  while (lock.release === null) {
    await sleep(100);
    lock = tryLock(path);
  }
  try {
    return await run();
  } finally {
    lock.release();
  }
}
