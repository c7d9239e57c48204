import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { FOR_TESTS, processFile } from "../lib/build.mjs";
import { freePort } from "../lib/free-port.mjs";
import { ROOT } from "../lib/paths.mjs";

const READY_LIMIT_MS = 60_000;

/** What the running Waymark of a data folder told its own processes. */
export function environmentOf(dataDir) {
  return JSON.parse(readFileSync(join(dataDir, "run/environment.json"), "utf8"));
}

/** One more server process on the database of a running Waymark, without a starter above it. */
export async function startBareServer(env) {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [processFile(FOR_TESTS, "server")], {
    cwd: ROOT,
    env: {
      ...process.env,
      ...env,
      PORT: String(port),
      WAYMARK_URL: address,
      NEXTAUTH_URL: address,
      WAYMARK_DIST_DIR: FOR_TESTS.pages,
      LOG_LEVEL: "silent",
    },
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const server = { port, ended, kill: (signal = "SIGKILL") => child.kill(signal) && ended };
  const deadline = Date.now() + READY_LIMIT_MS;
  while (!(await isReady(address))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error("The second server did not start.");
    }
    await sleep(50);
  }
  return server;
}

async function isReady(address) {
  try {
    return (await fetch(`${address}/healthz`)).status === 200;
  } catch {
    return false;
  }
}
