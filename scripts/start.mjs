import { bootstrap } from "./lib/bootstrap.mjs";

await bootstrap(import.meta.url, async () => {
  const { start } = await import("./lib/start.mjs");
  await start(process.argv.slice(2));
});
