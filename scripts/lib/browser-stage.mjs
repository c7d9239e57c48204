import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { endChild, lastLines, runTool } from "./child.mjs";
import { ensureChromium } from "./chromium.mjs";
import { freePort } from "./free-port.mjs";
import { startOutsideWorld } from "./outside-world.mjs";
import { fromRoot, ROOT } from "./paths.mjs";
import { Trouble } from "./trouble.mjs";

const DATA = fromRoot(".cache/e2e-data");
const START_LIMIT_MS = 300_000;

/** A Waymark of its own: free port, fresh data, the build that was made for the tests. */
async function startWaymark({ lifecycle, port, outside }) {
  rmSync(DATA, { recursive: true, force: true });
  const { DATABASE_URL: _unused, WAYMARK_URL: _other, ...outer } = process.env;
  const child = spawn(
    process.execPath,
    [fromRoot("scripts/start.mjs"), "--port", String(port), "--data", DATA],
    {
      cwd: ROOT,
      env: {
        ...outer,
        ...outside,
        HOST: "127.0.0.1",
        WAYMARK_URL: `http://localhost:${port}`,
        WAYMARK_BUILD: "tests",
      },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    },
  );
  lifecycle.add({ stop: () => endChild(child, 30_000), kill: () => child.kill("SIGKILL") });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  for (let waitedMs = 0; !output.includes("Waymark is ready"); waitedMs += 100) {
    if (child.exitCode !== null || waitedMs > START_LIMIT_MS) {
      throw new Trouble(
        `The server for the browser tests did not start:\n    ${lastLines(output)}`,
      );
    }
    await sleep(100);
  }
  return child;
}

function environmentOfServer() {
  return JSON.parse(readFileSync(join(DATA, "run/environment.json"), "utf8"));
}

function specsOf(suite) {
  const own = suite.specs ?? [];
  return [...own, ...(suite.suites ?? []).flatMap(specsOf)];
}

/** What each person of a failed journey saw, as `e2e/support/journey.ts` wrote it down. */
function pagesOf(attachments) {
  const body = attachments.find(({ name }) => name === "pages")?.body ?? "";
  return body === "" ? "" : `\n\n${Buffer.from(body, "base64").toString("utf8")}`;
}

function readReport(path) {
  const report = JSON.parse(readFileSync(path, "utf8"));
  const specs = report.suites.flatMap(specsOf);
  const problems = report.errors.map((error) => error.message ?? "Playwright could not run.");
  let passed = 0;
  for (const spec of specs) {
    for (const test of spec.tests) {
      if (test.status === "expected") {
        passed += 1;
      } else {
        const { error, attachments = [] } = test.results.at(-1) ?? {};
        const why = error?.message ?? `The test was ${test.status}.`;
        problems.push(`${spec.file} > ${spec.title}\n${why.slice(0, 1500)}${pagesOf(attachments)}`);
      }
    }
  }
  return { passed, problems };
}

async function runPlaywright({ lifecycle, port, chromium, outside }) {
  const out = fromRoot(".cache/playwright.json");
  rmSync(out, { force: true });
  const cli = fromRoot("node_modules/@playwright/test/cli.js");
  const { output } = await runTool(process.execPath, [cli, "test"], {
    lifecycle,
    env: {
      ...environmentOfServer(),
      ...outside,
      NODE_ENV: "test",
      FORCE_COLOR: "0",
      // Fixtures call the same commands as the server; this resolves "server-only" to nothing.
      NODE_OPTIONS: "--conditions=react-server",
      E2E_BASE_URL: `http://localhost:${port}`,
      CHROMIUM_PATH: chromium,
      PLAYWRIGHT_JSON_OUTPUT_NAME: out,
    },
  });
  if (!existsSync(out)) {
    return { passed: 0, failed: 1, problems: [lastLines(output, 40)] };
  }
  const { passed, problems } = readReport(out);
  if (passed === 0 && problems.length === 0) {
    problems.push("No browser test ran.");
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours begin with one.
  const readable = problems.map((text) => text.replaceAll(/\u001b\[[0-9;]*m/g, ""));
  return { passed, failed: readable.length, problems: readable };
}

export async function browserTests({ lifecycle }) {
  const chromium = await ensureChromium();
  const port = await freePort();
  const world = await startOutsideWorld({ lifecycle, address: `http://localhost:${port}` });
  const outside = world.environment;
  const child = await startWaymark({ lifecycle, port, outside });
  try {
    return await runPlaywright({ lifecycle, port, chromium, outside });
  } finally {
    await endChild(child, 30_000);
    await endChild(world.child);
  }
}
