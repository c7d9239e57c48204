import { bootstrap } from "./lib/bootstrap.mjs";

await bootstrap(import.meta.url, async () => {
  const { benchLedger } = await import("../bench/ledger.mjs");
  await benchLedger(process.argv.slice(2));
});
