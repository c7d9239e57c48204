import { bootstrap } from "./lib/bootstrap.mjs";

await bootstrap(import.meta.url, async () => {
  const { rotateLedgerKey } = await import("./lib/rotate-ledger-key.mjs");
  await rotateLedgerKey(process.argv.slice(2));
});
