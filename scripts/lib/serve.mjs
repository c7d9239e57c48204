import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { PRODUCTION, processFile } from "./build.mjs";
import { isAlive } from "./file-lock.mjs";
import { fromRoot } from "./paths.mjs";
import { startService } from "./service.mjs";
import { Trouble } from "./trouble.mjs";

const READY_LIMIT_MS = 120_000;
const WATCH_MS = 2000;

function webArguments({ options, target }) {
  if (options.isDev) {
    const next = fromRoot("node_modules/next/dist/bin/next");
    return [next, "dev", "--port", String(options.port), "--hostname", options.host];
  }
  return ["--enable-source-maps", "--max-semi-space-size=64", processFile(target, "server")];
}

function messageIn(line) {
  try {
    const entry = JSON.parse(line);
    return entry.level >= 50 ? [entry.msg, entry.err?.message].filter(Boolean).join(": ") : null;
  } catch {
    return /^\w*Error: /.test(line) ? line : null;
  }
}

// Only what this run has written: the file goes on from the runs before.
function lastComplaint({ logPath, logStart }) {
  const text = readFileSync(logPath).subarray(logStart).toString();
  const messages = text.split("\n").map(messageIn).filter(Boolean);
  return messages.at(-1)?.replaceAll(/\s+/g, " ").trim() ?? "it gave no reason";
}

function endTrouble(service) {
  const reason = lastComplaint(service);
  return new Trouble(`The ${service.name} process ended: ${reason} (more in ${service.logPath}).`);
}

async function answers({ options, path, accept }) {
  try {
    const host = options.host === "0.0.0.0" || options.host === "::" ? "127.0.0.1" : options.host;
    const name = host.includes(":") ? `[${host}]` : host;
    const response = await fetch(`http://${name}:${options.port}${path}`, {
      redirect: "manual",
      signal: AbortSignal.timeout(30_000),
    });
    await response.body?.cancel();
    return accept(response.status);
  } catch {
    return false;
  }
}

async function waitUntilReady({ options, services }) {
  const probe = options.isDev
    ? { options, path: "/api/v1/openapi.json", accept: (status) => status < 600 }
    : { options, path: "/healthz", accept: (status) => status === 200 };
  const deadline = Date.now() + READY_LIMIT_MS;
  while (!(await answers(probe))) {
    const ended = services.find(
      ({ child }) => child.exitCode !== null || child.signalCode !== null,
    );
    if (ended) {
      throw endTrouble(ended);
    }
    if (Date.now() > deadline) {
      throw new Trouble(`The server does not answer. Its log is ${services[0].logPath}.`);
    }
    await sleep(100);
  }
}

/** Starts jobs first and the web last, so that stopping in reverse closes the door first. */
export async function startServices({ options, env, lifecycle, target = PRODUCTION }) {
  const shared = {
    env: { ...env, WAYMARK_DIST_DIR: target.pages },
    dataDir: options.dataDir,
    lifecycle,
  };
  const services = [];
  const hasOwnWorker = options.isDev || process.env.WORKER === "external";
  if (hasOwnWorker && process.env.WAYMARK_WORKER !== "none") {
    services.push(startService({ ...shared, name: "jobs", args: [processFile(target, "worker")] }));
  }
  services.unshift(
    startService({ ...shared, name: "web", args: webArguments({ options, target }) }),
  );
  await waitUntilReady({ options, services });
  return services;
}

/** Resolves with the reason when a part of the whole ends by itself. */
export function untilSomethingEnds({ services, database }) {
  return new Promise((resolve) => {
    for (const service of services) {
      service.child.once("exit", () => resolve(endTrouble(service)));
    }
    const { server } = database;
    const watch = setInterval(() => {
      if (server !== null && !isAlive(server.pid)) {
        clearInterval(watch);
        resolve(new Trouble(`The database server ended (its log is ${server.home}/postgres.log).`));
      }
    }, WATCH_MS);
  });
}
