/** Apart from the schema: what the browser chooses from must not bring the validator with it. */
export const watchKinds = ["metric", "evidence"] as const;

export const watchOperators = ["at_least", "at_most", "above", "below"] as const;
export type WatchOperator = (typeof watchOperators)[number];

export const watchStates = ["unknown", "holds", "breached"] as const;
export type WatchState = (typeof watchStates)[number];

export const operatorWords = {
  at_least: "at least",
  at_most: "at most",
  above: "above",
  below: "below",
} satisfies Record<WatchOperator, string>;
