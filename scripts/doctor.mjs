import { bootstrap } from "./lib/bootstrap.mjs";

await bootstrap(import.meta.url, async () => {
  const { doctor } = await import("./lib/doctor.mjs");
  await doctor(process.argv.slice(2));
});
