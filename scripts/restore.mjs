import { bootstrap } from "./lib/bootstrap.mjs";

await bootstrap(import.meta.url, async () => {
  const { restore } = await import("./lib/restore.mjs");
  await restore(process.argv.slice(2));
});
