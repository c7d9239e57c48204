import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { browserTests } from "./browser-stage.mjs";
import { buildForTests } from "./build.mjs";
import { lastLines } from "./child.mjs";
import { walkFiles } from "./hash.mjs";
import { fromRoot } from "./paths.mjs";
import { ensurePoppler } from "./poppler.mjs";
import { Trouble } from "./trouble.mjs";
import { bin, plain, runNode, vitest } from "./vitest.mjs";

const SOURCE_FOLDERS = ["app", "components", "jobs", "lib"];

/** One check counts as one: passed, or failed with what the tool said. */
function verdict({ code, output }, lines = 60) {
  if (code === 0) {
    return { passed: 1, failed: 0, problems: [] };
  }
  return { passed: 0, failed: 1, problems: [lastLines(plain(output), lines)] };
}

async function lint({ lifecycle }) {
  const useIgnoreFile = [
    "--vcs-enabled=true",
    "--vcs-client-kind=git",
    "--vcs-use-ignore-file=true",
  ];
  const args = [bin("@biomejs/biome/bin/biome"), "check", ...useIgnoreFile, "."];
  return verdict(await runNode([...args, "--diagnostic-level=error"], { lifecycle }));
}

// Its own configuration: what an earlier build left in .next must not decide about these sources.
function writeTypesConfiguration() {
  const path = fromRoot(".cache/tsconfig.check.json");
  mkdirSync(fromRoot(".cache"), { recursive: true });
  const configuration = {
    extends: "../tsconfig.json",
    compilerOptions: {
      types: ["node", "next/types/global", "next/image-types/global"],
      incremental: true,
      tsBuildInfoFile: "./tsconfig.check.tsbuildinfo",
    },
    include: ["../**/*.ts", "../**/*.tsx"],
    exclude: ["../node_modules", "../clients", "../dist", "../.data", "../.next", "../.cache"],
  };
  writeFileSync(path, JSON.stringify(configuration, null, 2));
  return path;
}

async function types({ lifecycle }) {
  const args = [bin("typescript/bin/tsc"), "--noEmit", "-p", writeTypesConfiguration()];
  return verdict(await runNode(args, { lifecycle }));
}

function sourceFiles() {
  const isSource = (file) => /[.]tsx?$/.test(file);
  return SOURCE_FOLDERS.flatMap((folder) => [...walkFiles(fromRoot(folder))]).filter(isSource);
}

function graphProblems(report) {
  return report.summary.violations
    .filter((violation) => violation.rule.severity === "error")
    .map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

async function graph({ lifecycle }) {
  const folders = SOURCE_FOLDERS.filter((folder) => existsSync(fromRoot(folder)));
  const out = fromRoot(".cache/graph.json");
  rmSync(out, { force: true });
  const args = [bin("dependency-cruiser/bin/dependency-cruiser.mjs"), ...folders];
  const options = ["--config", ".dependency-cruiser.mjs", "--output-type", "json"];
  const result = await runNode([...args, ...options, "--output-to", out], { lifecycle });
  if (!existsSync(out)) {
    return verdict({ code: 1, output: result.output });
  }
  const report = JSON.parse(readFileSync(out, "utf8"));
  const problems = graphProblems(report);
  // A tool that cannot read TypeScript sees no modules and finds nothing wrong with them.
  const seen = report.modules.filter(({ source }) => /^(app|components|jobs|lib)\//.test(source));
  const expected = sourceFiles().length;
  if (seen.length < expected) {
    problems.push(`The graph has ${seen.length} modules, but there are ${expected} source files.`);
  }
  return { passed: problems.length === 0 ? 1 : 0, failed: problems.length === 0 ? 0 : 1, problems };
}

async function unused({ lifecycle }) {
  return verdict(await runNode([bin("knip/bin/knip.js"), "--no-progress"], { lifecycle }));
}

/** What is missing on this machine is said as a failed check, in its own words. */
async function unitTests({ lifecycle }) {
  try {
    await ensurePoppler();
  } catch (error) {
    if (error instanceof Trouble) {
      return { passed: 0, failed: 1, problems: [error.message] };
    }
    throw error;
  }
  return vitest({ lifecycle, project: "unit" });
}

async function build({ lifecycle }) {
  try {
    await buildForTests(lifecycle);
    return { passed: 1, failed: 0, problems: [] };
  } catch (error) {
    if (error instanceof Trouble) {
      return { passed: 0, failed: 1, problems: [error.message] };
    }
    throw error;
  }
}

export const QUICK_STAGES = [
  { name: "Format and lint", run: lint },
  { name: "Types", run: types },
  { name: "Architecture", run: graph },
  { name: "Unit tests", run: unitTests },
];

export const SLOW_STAGES = [
  { name: "Unused code", run: unused },
  { name: "Database tests", run: (context) => vitest({ ...context, project: "db" }) },
  { name: "Build", run: build },
];

/** They stand on the build; the operations go on with the data that the browser tests made. */
export const BUILT_STAGES = [
  { name: "Browser tests", run: browserTests, needs: "Build" },
  {
    name: "Operations",
    run: (context) => vitest({ ...context, project: "operations" }),
    needs: "Build",
  },
];
