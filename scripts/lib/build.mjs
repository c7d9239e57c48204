import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build as bundle, stop as stopBundler } from "esbuild";
import { runTool } from "./child.mjs";
import { step } from "./console.mjs";
import { hashTree } from "./hash.mjs";
import { fromRoot, ROOT } from "./paths.mjs";
import { Trouble, toolTrouble } from "./trouble.mjs";

const PAGE_SOURCES = ["app", "components", "lib", "jobs", "public", "prisma/schema", "proxy.ts"];
const CONFIGURATION = [
  "package-lock.json",
  "tsconfig.json",
  "next.config.js",
  "postcss.config.mjs",
  "instrumentation.ts",
  "scripts/lib/build.mjs",
];
const PROCESS_SOURCES = [
  "server.ts",
  "scripts/worker.ts",
  "scripts/lib/stale-jobs.mjs",
  "prisma/seed",
  "prisma/schema",
];

/** Where one build lives: the pages Next makes and the processes that run outside Next. */
export const PRODUCTION = { pages: ".next", processes: "dist" };
export const FOR_TESTS = { pages: ".cache/next-test", processes: ".cache/dist-test" };

function isShipped(file) {
  return !/[.](test|spec)[.]tsx?$/.test(file) && !file.includes("/lib/testing/");
}

function sourceHash(paths) {
  return hashTree({ root: ROOT, paths, skip: ["node_modules", "generated"], accept: isShipped });
}

function isCurrent(stampPath, hash) {
  return existsSync(stampPath) && readFileSync(stampPath, "utf8") === hash;
}

// Next adds the types of its output folder to tsconfig.json; the file stays as it was committed.
async function keepingConfiguration(run) {
  const path = fromRoot("tsconfig.json");
  const before = readFileSync(path, "utf8");
  try {
    return await run();
  } finally {
    if (readFileSync(path, "utf8") !== before) {
      writeFileSync(path, before);
    }
  }
}

async function runNextBuild({ target, key, lifecycle }) {
  const { code, output } = await keepingConfiguration(() =>
    runTool(process.execPath, [fromRoot("node_modules/next/dist/bin/next"), "build"], {
      lifecycle,
      env: {
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        WAYMARK_DIST_DIR: target.pages,
        NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key,
        NO_COLOR: "1",
      },
    }),
  );
  if (code !== 0) {
    throw toolTrouble("The pages could not be built", output);
  }
}

async function buildPages({ target, key, lifecycle }) {
  const stampPath = fromRoot(target.pages, "waymark-source.hash");
  const hash = sourceHash([...PAGE_SOURCES, ...CONFIGURATION]);
  if (existsSync(fromRoot(target.pages, "BUILD_ID")) && isCurrent(stampPath, hash)) {
    return;
  }
  rmSync(stampPath, { force: true });
  await step("Building the pages", () => runNextBuild({ target, key, lifecycle }));
  writeFileSync(stampPath, hash);
}

// The package throws outside React's server build, and these bundles are server code by nature.
const emptyServerOnly = {
  name: "empty-server-only",
  setup(build) {
    build.onResolve({ filter: /^server-only$/ }, () => ({
      path: "server-only",
      namespace: "empty",
    }));
    build.onLoad({ filter: /.*/, namespace: "empty" }, () => ({ contents: "" }));
  },
};

async function bundleProcesses(target) {
  const entries = { server: "server.ts", worker: "scripts/worker.ts", seed: "prisma/seed/demo.ts" };
  const present = Object.entries(entries).filter(([, path]) => existsSync(fromRoot(path)));
  try {
    await bundle({
      absWorkingDir: ROOT,
      entryPoints: Object.fromEntries(present),
      outdir: target.processes,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node22",
      packages: "external",
      jsx: "automatic",
      sourcemap: true,
      logLevel: "silent",
      plugins: [emptyServerOnly],
    });
  } catch (error) {
    const first = error.errors?.[0];
    const where = first?.location ? ` (${first.location.file}:${first.location.line})` : "";
    throw new Trouble(`The server could not be bundled: ${first?.text ?? error.message}${where}`);
  } finally {
    await stopBundler();
  }
}

/** Bundles server, job worker and demo seed; under a second, yet skipped when nothing changed. */
export async function buildProcesses(target) {
  const stampPath = fromRoot(target.processes, "waymark-source.hash");
  const hash = sourceHash([...PAGE_SOURCES, ...CONFIGURATION, ...PROCESS_SOURCES]);
  if (isCurrent(stampPath, hash)) {
    return;
  }
  mkdirSync(fromRoot(target.processes), { recursive: true });
  rmSync(stampPath, { force: true });
  await step("Bundling the server", () => bundleProcesses(target));
  writeFileSync(stampPath, hash);
}

export async function buildAll({ target, key, lifecycle }) {
  await buildPages({ target, key, lifecycle });
  await buildProcesses(target);
}

// Of no worth outside this build: nobody signs in to it with real data.
const KEY_OF_TEST_BUILD = Buffer.from("waymark-test-build-key-32-bytes!").toString("base64");

export function buildForTests(lifecycle) {
  return buildAll({ target: FOR_TESTS, key: KEY_OF_TEST_BUILD, lifecycle });
}

export function processFile(target, name) {
  return join(fromRoot(target.processes), `${name}.mjs`);
}
