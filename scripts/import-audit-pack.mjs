import { bootstrap } from "./lib/bootstrap.mjs";

await bootstrap(import.meta.url, async () => {
  const { importAuditPack } = await import("./lib/import-audit-pack.mjs");
  await importAuditPack(process.argv.slice(2));
});
