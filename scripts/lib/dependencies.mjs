import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { step } from "./console.mjs";
import { withLock } from "./file-lock.mjs";
import { sha256 } from "./hash.mjs";
import { fromRoot } from "./paths.mjs";
import { Trouble } from "./trouble.mjs";

const STAMP = fromRoot("node_modules/.waymark-stamp");
const LOCKFILE = fromRoot("package-lock.json");
const INSTALLED = fromRoot("node_modules/.package-lock.json");

function lockHash() {
  return sha256(readFileSync(LOCKFILE));
}

function isStamped() {
  return existsSync(STAMP) && readFileSync(STAMP, "utf8").trim() === lockHash();
}

/** npm's own record of what lies in node_modules; equal to the lockfile after a plain install. */
function matchesLockfile() {
  if (!existsSync(INSTALLED)) {
    return false;
  }
  const wanted = JSON.parse(readFileSync(LOCKFILE, "utf8")).packages;
  const present = JSON.parse(readFileSync(INSTALLED, "utf8")).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") {
      return true;
    }
    const found = present[path];
    return found ? found.version === entry.version : entry.optional === true;
  });
}

function writeStamp() {
  writeFileSync(STAMP, `${lockHash()}\n`);
}

function npmCommand() {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith(".js") && existsSync(cli)) {
    return { command: process.execPath, prefix: [cli] };
  }
  return { command: process.platform === "win32" ? "npm.cmd" : "npm", prefix: [] };
}

function runNpm(words) {
  const { command, prefix } = npmCommand();
  // NODE_ENV=production would leave out what builds and tests need.
  const env = { ...process.env, NODE_ENV: "", npm_config_omit: "", npm_config_loglevel: "error" };
  const args = [
    ...prefix,
    ...words,
    "--include=dev",
    "--include=optional",
    "--no-fund",
    "--no-audit",
  ];
  return new Promise((resolve, reject) => {
    let output = "";
    const child = spawn(command, args, {
      cwd: fromRoot(),
      env,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    const keep = (chunk) => {
      output = (output + chunk).slice(-20000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", () =>
      reject(new Trouble("npm was not found. Install Node with npm, then try again.")),
    );
    child.on("close", (code) => resolve({ code, output }));
  });
}

function installTrouble(output) {
  if (/ENOSPC/.test(output)) {
    return new Trouble(
      "There is no space left on the disk for the packages (about 1.2 GB are needed).",
    );
  }
  if (/ENOTFOUND|ETIMEDOUT|ECONNREFUSED|EAI_AGAIN/.test(output)) {
    return new Trouble(
      "The package registry could not be reached. Check the network or proxy, then try again.",
    );
  }
  const lines = output.split("\n").filter((line) => /error \S/.test(line));
  return new Trouble(
    `The packages could not be installed. npm said:\n    ${lines.slice(0, 6).join("\n    ")}`,
  );
}

/**
 * `npm ci` also wants the entries of other platforms to match, which a registry that mirrors only
 * some of them cannot satisfy. Then the same versions are installed without rewriting the lockfile.
 */
async function install() {
  let result = await runNpm(["ci"]);
  if (result.code !== 0 && /EUSAGE/.test(result.output)) {
    result = await runNpm(["install", "--no-save"]);
  }
  if (result.code !== 0) {
    throw installTrouble(result.output);
  }
}

export async function ensureDependencies() {
  if (isStamped()) {
    return;
  }
  await withLock(fromRoot(".cache/install.lock"), async () => {
    if (isStamped()) {
      return;
    }
    if (!matchesLockfile()) {
      await step("Installing packages (a few minutes the first time)", install);
    }
    writeStamp();
  });
}
