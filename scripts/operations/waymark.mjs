import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../lib/free-port.mjs";
import { fromRoot, ROOT } from "../lib/paths.mjs";

/** The data of the browser tests: a demo workspace and what people did in it. */
export const DATA = fromRoot(".cache/e2e-data");

const OWN_VARIABLES =
  /^(npm_|DATABASE_|WAYMARK_|OIDC_|SMTP_|VITEST|AUTH_SECRET|NODE_ENV|NODE_OPTIONS)/;
const START_LIMIT_MS = 120_000;
const SCRIPT_LIMIT_MS = 90_000;

function environment(own) {
  const outer = Object.entries(process.env).filter(([name]) => !OWN_VARIABLES.test(name));
  return { ...Object.fromEntries(outer), WAYMARK_BUILD: "tests", ...own };
}

/** What a tool printed, line by line, and how it ended. */
export function runScript(name, { args = [], env = {}, execPath = process.execPath } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(execPath, [fromRoot("scripts", `${name}.mjs`), ...args], {
      cwd: ROOT,
      env: environment(env),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const printed = { out: "", err: "" };
    child.stdout.on("data", (chunk) => {
      printed.out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      printed.err += chunk;
    });
    child.on("error", reject);
    const late = setTimeout(() => child.kill("SIGTERM"), SCRIPT_LIMIT_MS);
    child.on("close", (code) => {
      clearTimeout(late);
      resolve({ code, ...printed });
    });
  });
}

/** The one line on stderr beside exit code 1; null for anything else, such as a stack. */
export function sentenceOf({ code, err }) {
  const lines = err.trim().split("\n");
  return code === 1 && lines.length === 1 ? lines[0] : null;
}

/**
 * `npm start` as a person's terminal runs it: a process group of its own, which can be killed
 * outright. When the test run itself is gone, its channel closes and Waymark stops.
 */
export async function startWaymark({ dataDir = DATA, args = [], env = {} } = {}) {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [fromRoot("scripts/start.mjs"), "--port", String(port), "--data", dataDir, ...args],
    { cwd: ROOT, env: environment(env), stdio: ["ignore", "pipe", "pipe", "ipc"], detached: true },
  );
  const ended = new Promise((resolve) => child.once("exit", (code) => resolve(code)));
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const waymark = { port, output: "", ended, isRunning, pid: child.pid };
  waymark.closeTerminal = () => {
    child.stdout.destroy();
    child.stderr.destroy();
  };
  const keep = (chunk) => {
    waymark.output += chunk;
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const deadline = Date.now() + START_LIMIT_MS;
  while (!waymark.output.includes("Waymark is ready")) {
    if (!isRunning() || Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`Waymark did not start:\n${waymark.output}`);
    }
    await sleep(50);
  }
  return waymark;
}

/** As Ctrl-C in a terminal does it: the whole group hears it. */
export function pressCtrlC(waymark) {
  if (waymark.isRunning()) {
    process.kill(-waymark.pid, "SIGINT");
  }
  return waymark.ended;
}

export async function killOutright(waymark) {
  process.kill(-waymark.pid, "SIGKILL");
  await waymark.ended;
}

/** An empty folder below .cache, where the account that PostgreSQL is lent can get to. */
export function emptyFolder(name) {
  const path = fromRoot(".cache/operations", name);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return path;
}
