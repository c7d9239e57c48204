import { existsSync, readFileSync } from "node:fs";

const INTERVAL_MS = 500;

function parentOf(pid) {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) ? readFileSync(stat, "utf8").split(") ")[1].split(" ")[1] : "";
}

/**
 * npm runs a script through a shell that passes no signal on. When npm or its shell is killed,
 * the script would run on with nobody to stop it; a changed line of parents tells.
 */
export function whenNpmIsGone(act) {
  if (!process.env.npm_lifecycle_event || process.env.WAYMARK_NODE_CHOSEN === "1") {
    return;
  }
  const shell = process.ppid;
  const npm = parentOf(shell);
  const watch = setInterval(() => {
    if (process.ppid !== shell || parentOf(shell) !== npm) {
      clearInterval(watch);
      act();
    }
  }, INTERVAL_MS);
  watch.unref();
}
