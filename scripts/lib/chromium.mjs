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
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    return null;
  }
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await runTool("apt-get", ["update", "-qq"], { env });
  await runTool("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
    env,
  });
  return onPath();
}

/** One that is there, else Playwright's download, else the system's package. */
export async function ensureChromium() {
  const given = process.env.CHROMIUM_PATH || process.env.PLAYWRIGHT_CHROMIUM;
  if (given) {
    return given;
  }
  const present = onPath() ?? (await playwrightsOwn());
  if (present !== null) {
    return present;
  }
  let found = null;
  await step("Installing Chromium", async () => {
    found = (await download()) ?? (await systemPackage());
  });
  if (found === null) {
    throw new Trouble("No Chromium could be found or installed. Set CHROMIUM_PATH to one.");
  }
  return found;
}
