import { bootstrap } from "./lib/bootstrap.mjs";

await bootstrap(import.meta.url, async () => {
  const { bench } = await import("../bench/run.mjs");
  await bench(process.argv.slice(2));
});
