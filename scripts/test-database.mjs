// The database of the tests, for callers that may not import from scripts.
// Usage: node scripts/test-database.mjs acquire|release <pid of the test run>
import { bootstrap } from "./lib/bootstrap.mjs";
import { say } from "./lib/console.mjs";
import { Trouble } from "./lib/trouble.mjs";

await bootstrap(import.meta.url, async () => {
  const [verb, user] = process.argv.slice(2);
  const { acquireTestServer, releaseTestServer } = await import("./lib/test-database.mjs");
  if (verb === "acquire") {
    say(JSON.stringify(await acquireTestServer(Number(user))));
  } else if (verb === "release") {
    await releaseTestServer(Number(user));
  } else {
    throw new Trouble("Usage: node scripts/test-database.mjs acquire|release <pid>");
  }
});
