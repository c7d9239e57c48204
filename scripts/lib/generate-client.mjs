import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { lastLines, runTool } from "./child.mjs";
import { step } from "./console.mjs";
import { withLock } from "./file-lock.mjs";
import { hashTree } from "./hash.mjs";
import { fromRoot, ROOT } from "./paths.mjs";
import { Trouble } from "./trouble.mjs";

const STAMP = fromRoot(".cache/prisma-client.hash");
const CLIENT = fromRoot("prisma/generated/client.ts");

function schemaHash() {
  return hashTree({
    root: ROOT,
    paths: ["prisma/schema", "prisma.config.ts", "node_modules/prisma/package.json"],
  });
}

function isCurrent(hash) {
  return existsSync(CLIENT) && existsSync(STAMP) && readFileSync(STAMP, "utf8") === hash;
}

async function runGenerator(lifecycle) {
  const { code, output } = await runTool(
    process.execPath,
    [fromRoot("node_modules/prisma/build/index.js"), "generate", "--no-hints"],
    {
      lifecycle,
      // Any existing file keeps the tool from downloading an engine that generating does not use.
      env: {
        PRISMA_SCHEMA_ENGINE_BINARY: "./package.json",
        CHECKPOINT_DISABLE: "1",
        NO_COLOR: "1",
      },
    },
  );
  if (code !== 0) {
    throw new Trouble(`The database client could not be generated:\n    ${lastLines(output)}`);
  }
}

export async function ensureClient(lifecycle) {
  const hash = schemaHash();
  if (isCurrent(hash)) {
    return;
  }
  await withLock(fromRoot(".cache/generate.lock"), async () => {
    if (isCurrent(hash)) {
      return;
    }
    await step("Generating the database client", () => runGenerator(lifecycle));
    mkdirSync(fromRoot(".cache"), { recursive: true });
    writeFileSync(STAMP, hash);
  });
}
