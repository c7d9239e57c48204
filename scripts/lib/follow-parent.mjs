// Loaded into every process that `npm start` makes: when the starter is killed outright, its
// channel closes, and the process stops by itself instead of holding port and database.
const GRACE_MS = 12_000;

// The first process only: what it forks itself has a channel of its own, for its own use.
if (process.env.WAYMARK_FOLLOWS_PARENT === "1") {
  delete process.env.WAYMARK_FOLLOWS_PARENT;
  process.channel?.unref();
  process.once("disconnect", () => {
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    process.kill(process.pid, "SIGTERM");
  });
}
