import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { lastLines, runTool } from "../scripts/lib/child.mjs";
import { step } from "../scripts/lib/console.mjs";
import { freePort } from "../scripts/lib/free-port.mjs";
import { hashTree } from "../scripts/lib/hash.mjs";
import { fromRoot, ROOT } from "../scripts/lib/paths.mjs";
import { startServices } from "../scripts/lib/serve.mjs";
import { startService } from "../scripts/lib/service.mjs";
import { Trouble } from "../scripts/lib/trouble.mjs";

const HOST = "127.0.0.1";
const READY_LIMIT_MS = 30_000;
const EMPTY_SOURCE = "bench/empty-app";
const EMPTY_APP = fromRoot(".cache/bench-empty");

/** The floor of any page: an app of one empty page, built by the same Next beside the sources. */
export async function buildEmptyApp(lifecycle) {
  const stamp = `${EMPTY_APP}/source.hash`;
  const hash = hashTree({ root: ROOT, paths: [EMPTY_SOURCE, "node_modules/next/package.json"] });
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) {
    return;
  }
  rmSync(EMPTY_APP, { recursive: true, force: true });
  cpSync(fromRoot(EMPTY_SOURCE), EMPTY_APP, { recursive: true });
  await step("Building the empty page", async () => {
    const next = fromRoot("node_modules/next/dist/bin/next");
    const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };
    const { code, output } = await runTool(process.execPath, [next, "build", EMPTY_APP], {
      lifecycle,
      env,
    });
    if (code !== 0) {
      throw new Trouble(`The empty page could not be built:\n    ${lastLines(output, 20)}`);
    }
  });
  writeFileSync(stamp, hash);
}

async function answers(port, path) {
  try {
    const response = await fetch(`http://${HOST}:${port}${path}`);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** One of the two servers the product is compared with. */
async function startSmall({ name, file, path, env, dataDir, lifecycle }) {
  const port = await freePort();
  const service = startService({
    name,
    args: ["--max-semi-space-size=64", fromRoot(file)],
    env: { ...env, NODE_ENV: "production", PORT: String(port) },
    dataDir,
    lifecycle,
  });
  for (let waitedMs = 0; !(await answers(port, path)); waitedMs += 100) {
    if (service.child.exitCode !== null || waitedMs > READY_LIMIT_MS) {
      throw new Trouble(`The ${name} server does not answer. Its log is ${service.logPath}.`);
    }
    await sleep(100);
  }
  return { host: HOST, port, pid: service.child.pid };
}

export async function startProduct({ options, env, target, lifecycle }) {
  const [service] = await startServices({ options, env, lifecycle, target });
  return { host: HOST, port: options.port, pid: service.child.pid };
}

export async function startEmpty({ dataDir, lifecycle }) {
  const env = { BENCH_EMPTY_APP: EMPTY_APP };
  const file = "bench/empty-server.mjs";
  const server = await startSmall({ name: "empty", file, path: "/", env, dataDir, lifecycle });
  return { ...server, buildDir: `${EMPTY_APP}/.next` };
}

export function startBare({ pages, database, dataDir, lifecycle }) {
  const statements = Object.fromEntries(
    pages.flatMap(({ bare, around = [] }, index) => [
      [`page-${index}`, bare],
      [`whole-${index}`, [...bare, ...around]],
    ]),
  );
  const env = {
    BENCH_STATEMENTS: JSON.stringify(statements),
    DATABASE_URL: database.runtimeUrl,
  };
  const file = "bench/bare-server.mjs";
  return startSmall({ name: "bare", file, path: "/page-0", env, dataDir, lifecycle });
}
