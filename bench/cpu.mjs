import { existsSync, readdirSync, readFileSync } from "node:fs";

// Ticks per second of /proc; Linux has not used another number for decades.
const TICKS = 100;

function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return null;
  }
}

export const canReadCpu = existsSync("/proc/self/stat");

/** Seconds of processor time a process has used so far. */
export function cpuSeconds(pid) {
  return (statOf(pid)?.ticks ?? 0) / TICKS;
}

/** The same of a process and its children, as a database server works in. */
export function cpuSecondsOfFamily(pid) {
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(name))
    .filter((stat) => stat?.parent === pid);
  const ticks = children.reduce((sum, stat) => sum + stat.ticks, 0);
  return cpuSeconds(pid) + ticks / TICKS;
}
