import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runTool } from "./child.mjs";
import { step } from "./console.mjs";
import { fromRoot } from "./paths.mjs";
import { Trouble } from "./trouble.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function onPath() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find((path) => existsSync(path)) ?? null;
}

async function playwrightsOwn() {
  const { chromium } = await import("@playwright/test");
  const path = chromium.executablePath();
  return existsSync(path) ? path : null;
}

async function download() {
  const cli = fromRoot("node_modules/@playwright/test/cli.js");
  const { code } = await runTool(process.execPath, [cli, "install", "chromium"]);
  return code === 0 ? playwrightsOwn() : null;
}

// Debian's and Ubuntu's package; without root there is nothing to try.
async function systemPackage() {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await runTool("apt-get", ["update", "-qq"], { env });
  await runTool("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
    env,
  });
  return onPath();
}

async function install(world) {
  let found = null;
  await step("Installing Chromium", async () => {
    found = await world.download();
    if (found === null && world.isRoot && world.hasApt) {
      found = await world.systemPackage();
    }
  });
  return found;
}

/** One that is there, else Playwright's download, else the system's package. */
export async function chooseChromium(world) {
  if (world.given) {
    if (!world.exists(world.given)) {
      throw new Trouble(`CHROMIUM_PATH says ${world.given}, which is not there.`);
    }
    return world.given;
  }
  const found = world.onPath() ?? (await world.playwrightsOwn()) ?? (await install(world));
  if (found === null) {
    throw new Trouble("No Chromium could be found or installed. Set CHROMIUM_PATH to one.");
  }
  return found;
}

export function ensureChromium() {
  return chooseChromium({
    given: process.env.CHROMIUM_PATH || process.env.PLAYWRIGHT_CHROMIUM,
    exists: existsSync,
    isRoot: process.getuid?.() === 0,
    hasApt: existsSync("/usr/bin/apt-get"),
    onPath,
    playwrightsOwn,
    download,
    systemPackage,
  });
}
