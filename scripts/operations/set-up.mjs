import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildForTests } from "../lib/build.mjs";
import { ensureClient } from "../lib/generate-client.mjs";
import { DATA, pressCtrlC, startWaymark } from "./waymark.mjs";

/** `npm test` comes here after build and browser tests, which have made both; alone it takes a while. */
export async function setup() {
  await ensureClient();
  await buildForTests();
  if (!existsSync(join(DATA, "run/environment.json"))) {
    await pressCtrlC(await startWaymark());
  }
}
