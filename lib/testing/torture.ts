/**
 * One implementation, two sizes: `npm test` runs the short form and `npm run
 * torture` the full numbers, or as many as were asked for.
 */
export function sizeOf(sizes: { short: number; full: number }): number {
  if (!isTorture) {
    return sizes.short;
  }
  const asked = Number(process.env.WAYMARK_TORTURE_COUNT ?? 0);
  return asked > 0 ? asked : sizes.full;
}

export const isTorture = process.env.WAYMARK_TORTURE === "full";

/** The same places in every run of the short form; a run of the full numbers prints its own seed. */
export function seedOf(usual: number): number {
  return Number(process.env.WAYMARK_TORTURE_SEED ?? usual);
}

/** Milliseconds a test may take: as usual in the short form, more with the full numbers. */
export function timeFor(usual: number): number {
  const minutes = Number(process.env.WAYMARK_TORTURE_MINUTES ?? 10);
  return isTorture ? minutes * 60_000 : usual;
}

/** Whole numbers below a bound, the same ones for the same seed (mulberry32). */
export function placesFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
