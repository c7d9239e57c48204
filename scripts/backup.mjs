import { bootstrap } from "./lib/bootstrap.mjs";

await bootstrap(import.meta.url, async () => {
  const { backup } = await import("./lib/backup.mjs");
  await backup(process.argv.slice(2));
});
