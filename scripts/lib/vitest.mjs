import { existsSync, readFileSync, rmSync } from "node:fs";
import { lastLines, runTool } from "./child.mjs";
import { fromRoot } from "./paths.mjs";

export function bin(path) {
  return fromRoot("node_modules", path);
}

export function plain(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours begin with one.
  return text.replaceAll(/\u001b\[[0-9;]*m/g, "");
}

export function runNode(args, options) {
  const env = { NO_COLOR: "1", FORCE_COLOR: "0", ...options.env };
  return runTool(process.execPath, args, { ...options, env });
}

function failuresOf(file) {
  const failed = file.assertionResults.filter((test) => test.status === "failed");
  if (failed.length === 0 && file.status === "failed") {
    return [`${file.name}\n${plain(file.message ?? "").slice(0, 1500)}`];
  }
  return failed.map((test) => {
    const message = plain(test.failureMessages[0] ?? "").split("\n    at ");
    return `${file.name} > ${test.fullName}\n${message.slice(0, 3).join("\n    at ").slice(0, 1500)}`;
  });
}

function skippedOf(file) {
  const isSkipped = (test) => !["passed", "failed"].includes(test.status);
  return file.assertionResults
    .filter(isSkipped)
    .map((test) => `${file.name} > ${test.fullName}\nThis test was skipped.`);
}

/** Runs one project, or some files of it, and answers counts and what failed in its own words. */
export async function vitest({ lifecycle, project, files = [], env = {} }) {
  const out = fromRoot(`.cache/vitest-${project}.json`);
  rmSync(out, { force: true });
  const args = [bin("vitest/vitest.mjs"), "run", "--project", project, ...files];
  const report = ["--reporter=json", `--outputFile=${out}`];
  const result = await runNode([...args, ...report], {
    lifecycle,
    env: { NODE_ENV: "test", ...env },
  });
  if (!existsSync(out)) {
    return verdict({ code: 1, output: result.output });
  }
  const { testResults, numPassedTests } = JSON.parse(readFileSync(out, "utf8"));
  const problems = testResults.flatMap((file) => [...failuresOf(file), ...skippedOf(file)]);
  if (numPassedTests === 0 && problems.length === 0) {
    problems.push("No test ran.");
  }
  if (result.code !== 0 && problems.length === 0) {
    problems.push(lastLines(plain(result.output), 40));
  }
  return { passed: numPassedTests, failed: problems.length, problems };
}
