// Everything imported here runs before any package is installed: Node built-ins only.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { complain } from "./console.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { BOOT_REFUSAL, isWanted, mayBoot, mayRun, RUN_REFUSAL } from "./node-version.mjs";
import { whenNpmIsGone } from "./npm-watch.mjs";
import { fromRoot } from "./paths.mjs";
import { Trouble } from "./trouble.mjs";

const LOCAL_NODES = ["node_modules/node/bin/node", "node_modules/node/bin/node.exe"];

function versionOf(path) {
  const result = spawnSync(path, ["--version"], { encoding: "utf8" });
  return result.status === 0 ? result.stdout.trim() : null;
}

/** The Node that came with the packages, if it is there and really runs. */
function localNode() {
  const path = LOCAL_NODES.map((name) => fromRoot(name)).find((name) => existsSync(name));
  if (path === undefined) {
    return null;
  }
  const version = versionOf(path);
  return version !== null && isWanted(version) ? path : null;
}

/** Runs the same script again on another Node; ends this process with its exit code. */
function continueOn(node, script) {
  const child = spawn(node, [...process.execArgv, script, ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, WAYMARK_NODE_CHOSEN: "1", PATH: pathWithLocalBin() },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => child.kill(signal));
  }
  whenNpmIsGone(() => child.kill("SIGTERM"));
  return new Promise((_resolve, reject) => {
    child.on("error", (error) => reject(error));
    child.on("exit", (code, signal) => process.exit(signal ? 1 : code));
  });
}

function pathWithLocalBin() {
  const separator = process.platform === "win32" ? ";" : ":";
  return [fromRoot("node_modules/.bin"), process.env.PATH || ""].join(separator);
}

async function chooseNode(script) {
  if (isWanted(process.version) || process.env.WAYMARK_NODE_CHOSEN === "1") {
    if (!mayRun(process.version)) {
      throw new Trouble(RUN_REFUSAL);
    }
    return;
  }
  const node = localNode();
  if (node !== null && realpathSync(node) !== realpathSync(process.execPath)) {
    await continueOn(node, script);
  }
  if (!mayRun(process.version)) {
    throw new Trouble(RUN_REFUSAL);
  }
}

/**
 * Brings a script onto the right Node with its packages installed, then runs it.
 * The exit code is 1 after a sentence on stderr; a stack is shown only with WAYMARK_DEBUG=1.
 */
export async function bootstrap(scriptUrl, main, { afterTrouble = () => undefined } = {}) {
  const giveUp = (error) => {
    complain(error);
    afterTrouble();
    process.exit(1);
  };
  process.on("uncaughtException", giveUp);
  try {
    if (!mayBoot(process.version)) {
      throw new Trouble(BOOT_REFUSAL);
    }
    await ensureDependencies();
    await chooseNode(fileURLToPath(scriptUrl));
    process.env.PATH = pathWithLocalBin();
    await main();
  } catch (error) {
    giveUp(error);
  }
  // The schema engine leaves a timer of ten seconds behind; nothing is left to wait for.
  process.exit();
}
