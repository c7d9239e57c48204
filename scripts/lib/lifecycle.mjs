import { setTimeout as sleep } from "node:timers/promises";
import { complain, say, step } from "./console.mjs";
import { whenNpmIsGone } from "./npm-watch.mjs";

// One press of Ctrl-C may arrive twice: from the terminal and passed on by npm.
const SAME_PRESS_MS = 700;

/** Whoever starts something says here how it ends; the last one started is the first to stop. */
export function createLifecycle() {
  const parts = [];
  let stoppedAt = null;
  let exitCode = 0;

  function add(part) {
    parts.push(part);
    return () => {
      const index = parts.indexOf(part);
      if (index >= 0) {
        parts.splice(index, 1);
      }
    };
  }

  async function stop({ code, reason }) {
    if (stoppedAt !== null) {
      await sleep(2 ** 31 - 1);
    }
    stoppedAt = Date.now();
    exitCode = code;
    if (reason) {
      say(reason);
    }
    while (parts.length > 0) {
      const part = parts.pop();
      await part.stop().catch(complain);
    }
    if (exitCode === 0) {
      say("Stopped.");
    }
    process.exit(exitCode);
  }

  function force() {
    say("Stopping at once.");
    for (const part of parts.splice(0).reverse()) {
      part.kill?.();
    }
    process.exit(130);
  }

  function onSignal() {
    if (stoppedAt === null) {
      void stop({ code: 0, reason: "\nStopping (Ctrl-C again to force) …" });
    } else if (Date.now() - stoppedAt > SAME_PRESS_MS) {
      force();
    }
  }

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, onSignal);
  }
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", (error) => {
    complain(error);
    void stop({ code: 1 });
  });
  // The process that chose this Node is gone: nobody is left who could stop this one.
  process.on("disconnect", onSignal);
  whenNpmIsGone(onSignal);

  /** A step of the way up; none begins once the way down has begun. */
  function climb(label, run) {
    return stoppedAt === null ? step(label, run) : new Promise(() => undefined);
  }

  return { add, climb, stop, isStopping: () => stoppedAt !== null };
}
