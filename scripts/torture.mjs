import { bootstrap } from "./lib/bootstrap.mjs";
import { say } from "./lib/console.mjs";

await bootstrap(
  import.meta.url,
  async () => {
    const { torture } = await import("./lib/torture.mjs");
    await torture(process.argv.slice(2));
  },
  { afterTrouble: () => say("\n0 passed, 1 failed") },
);
