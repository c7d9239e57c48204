import { relative } from "node:path";
import { bootstrap } from "./lib/bootstrap.mjs";
import { say } from "./lib/console.mjs";
import { ROOT } from "./lib/paths.mjs";
import { Trouble } from "./lib/trouble.mjs";

const USAGE =
  "Usage: npm run db:diff -- <name> [--empty]   (name: lower case, digits, underscores)";

await bootstrap(import.meta.url, async () => {
  const words = process.argv.slice(2);
  const name = words.find((word) => !word.startsWith("--"));
  if (name === undefined || !/^[a-z0-9][a-z0-9_]*$/.test(name)) {
    throw new Trouble(USAGE);
  }
  const { writeMigration } = await import("./lib/datamodel.mjs");
  const dir = await writeMigration({ name, allowEmpty: words.includes("--empty") });
  if (dir === null) {
    say("The schema has not changed since the last migration; nothing was written.");
    return;
  }
  say(`Wrote ${relative(ROOT, dir)}/migration.sql`);
  say(
    "Add by hand what a datamodel cannot say: triggers, checks, partial indexes, tsvector columns.",
  );
});
