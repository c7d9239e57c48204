/** Orders of a register: highest score, soonest due, soonest review, latest raised. */
export const registerSorts = ["score", "due", "review", "raised"] as const;
export type RegisterSort = (typeof registerSorts)[number];

/** Levels that can place a risk in the heat map. */
export const mappedLevels = ["current", "residual"] as const;
export type MappedLevel = (typeof mappedLevels)[number];
