import { execFileSync } from "node:child_process";

const SCRIPT = "scripts/test-database.mjs";

function call(verb: "acquire" | "release"): string {
  const args = [SCRIPT, verb, String(process.pid)];
  return execFileSync(process.execPath, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** The server lives in its own process, so that parallel runs share it and the last one stops it. */
export function setup(): void {
  const answer = call("acquire").trim().split("\n").at(-1) ?? "";
  process.env.WAYMARK_TEST_SERVER = answer;
}

export function teardown(): void {
  call("release");
}
