import { cpuSeconds, cpuSecondsOfFamily } from "./cpu.mjs";
import { load } from "./load.mjs";

const CONNECTIONS = 10;
const WARM_UP = 0.4;

/** One slice of one target: requests per second, and processor time per request in milliseconds. */
async function slice({ target, databasePid, seconds }) {
  const before = [cpuSeconds(target.pid), cpuSecondsOfFamily(databasePid)];
  const { requests, seconds: taken } = await load(target, { connections: CONNECTIONS, seconds });
  const after = [cpuSeconds(target.pid), cpuSecondsOfFamily(databasePid)];
  const [app, database] = after.map((end, index) => ((end - before[index]) * 1000) / requests);
  return { perSecond: requests / taken, appMs: app, databaseMs: database };
}

/**
 * Rounds of all targets in turn (A B C, A B C), so that whatever else the machine does falls on
 * all of them alike. Answers a list of slices per target.
 */
export async function measureRounds({ targets, rounds, seconds, databasePid }) {
  for (const target of Object.values(targets)) {
    await load(target, { connections: CONNECTIONS, seconds: WARM_UP });
  }
  const slices = Object.fromEntries(Object.keys(targets).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, target] of Object.entries(targets)) {
      slices[name].push(await slice({ target, databasePid, seconds }));
    }
  }
  return slices;
}

export function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** How two targets compare, round by round, in one of the numbers: median, least and most. */
export function ratio({ slices, of, to, by }) {
  const values = slices[of].map((each, round) => each[by] / slices[to][round][by]);
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) };
}

export function middle({ slices, of, by }) {
  return median(slices[of].map((each) => each[by]));
}
