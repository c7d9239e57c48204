import { spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { endChild } from "./child.mjs";
import { isAlive } from "./file-lock.mjs";
import { fromRoot, ROOT } from "./paths.mjs";

const LOG_LIMIT_BYTES = 20_000_000;
const FOLLOW_PARENT = pathToFileURL(fromRoot("scripts/lib/follow-parent.mjs")).href;

function openLog(path) {
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path) && statSync(path).size > LOG_LIMIT_BYTES) {
    renameSync(path, `${path}.1`);
  }
  return openSync(path, "a", 0o600);
}

function pidFile(dataDir, name) {
  return join(dataDir, "run", `${name}.pid`);
}

function commandLineOf(pid) {
  const path = `/proc/${pid}/cmdline`;
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** Ends what an earlier run left behind; a number that now belongs to somebody else is let be. */
export async function endLeftover(dataDir, name) {
  const path = pidFile(dataDir, name);
  const pid = existsSync(path) ? Number(readFileSync(path, "utf8")) : 0;
  if (!isAlive(pid) || !commandLineOf(pid).includes("follow-parent.mjs")) {
    return;
  }
  process.kill(pid, "SIGTERM");
  for (let waitedMs = 0; isAlive(pid) && waitedMs < 5000; waitedMs += 100) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (isAlive(pid)) {
    process.kill(pid, "SIGKILL");
  }
}

/** Starts a long-lived process that writes to its log file and ends with this one. */
export function startService({ name, args, env, dataDir, lifecycle }) {
  const logPath = join(dataDir, "logs", `${name}.log`);
  const log = openLog(logPath);
  const logStart = statSync(logPath).size;
  const child = spawn(process.execPath, ["--import", FOLLOW_PARENT, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env, WAYMARK_FOLLOWS_PARENT: "1" },
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  mkdirSync(dirname(pidFile(dataDir, name)), { recursive: true });
  writeFileSync(pidFile(dataDir, name), `${child.pid}\n`);
  child.on("error", () => undefined);
  lifecycle.add({ stop: () => endChild(child), kill: () => child.kill("SIGKILL") });
  return { child, logPath, logStart, name };
}
