import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runTool } from "./child.mjs";
import { step } from "./console.mjs";
import { Trouble } from "./trouble.mjs";

const TOOLS = ["pdfsig", "pdftotext"];

function areOnPath() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return TOOLS.every((name) => folders.some((folder) => existsSync(join(folder, name))));
}

/** The tests read our PDFs with poppler, which shares no code with us. Debian's package, where we may. */
export async function ensurePoppler() {
  if (areOnPath()) {
    return;
  }
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    await step("Installing poppler-utils", async () => {
      const env = { DEBIAN_FRONTEND: "noninteractive" };
      await runTool("apt-get", ["update", "-qq"], { env });
      const names = ["--no-install-recommends", "poppler-utils"];
      await runTool("apt-get", ["install", "-y", "-qq", ...names], { env });
    });
  }
  if (!areOnPath()) {
    throw new Trouble(
      "pdfsig and pdftotext were not found, and the tests of signed documents need them. Install poppler-utils (macOS: brew install poppler).",
    );
  }
}
