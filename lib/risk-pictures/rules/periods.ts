/** How far back the pictures reach; "all" is since the first risk was raised. */
export const periods = ["quarter", "half", "year", "all"] as const;
export type Period = (typeof periods)[number];

/** More points than a year has weeks are thinned out: then each stands for several weeks. */
export const POINTS_MAX = 52;

const weeks = { quarter: 13, half: 26, year: 52, all: null } satisfies Record<
  Period,
  number | null
>;

/** Null where the first risk of the register says it. */
export function weeksOf(period: Period): number | null {
  return weeks[period];
}
