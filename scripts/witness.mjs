import { bootstrap } from "./lib/bootstrap.mjs";

await bootstrap(import.meta.url, async () => {
  const { witness } = await import("./lib/witness.mjs");
  await witness(process.argv.slice(2));
});
