import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT } from "./paths.mjs";

const TAIL_LENGTH = 20_000;

function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

export async function endChild(child, limitMs = 15_000) {
  if (hasEnded(child)) {
    return;
  }
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await Promise.race([ended, sleep(limitMs, undefined, { ref: false })]);
  if (!hasEnded(child)) {
    child.kill("SIGKILL");
    await ended;
  }
}

/** Runs a tool to its end and keeps the last of what it printed. */
export function runTool(command, args, { env = {}, lifecycle, onLine, cwd = ROOT } = {}) {
  return new Promise((resolve, reject) => {
    let output = "";
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const forget = lifecycle?.add({
      stop: () => endChild(child),
      kill: () => child.kill("SIGKILL"),
    });
    const keep = (chunk) => {
      output = (output + chunk).slice(-TAIL_LENGTH);
      onLine?.(String(chunk));
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => {
      forget?.();
      reject(error);
    });
    child.on("close", (code) => {
      forget?.();
      resolve({ code: code ?? 1, output });
    });
  });
}

export function lastLines(output, count = 12) {
  const lines = output.trimEnd().split("\n");
  return lines.slice(-count).join("\n    ");
}
