/** What of a recorded review the summary counts. */
type Recorded = {
  riskId: string;
  isStillTrue: boolean;
  before: { likelihood: number; impact: number } | null;
  after: { likelihood: number; impact: number };
  byName: string;
};

export type Outcome = "closed" | "raised" | "lowered" | "confirmed";

const product = (level: { likelihood: number; impact: number }) => level.likelihood * level.impact;

/** A level of the same score elsewhere in the matrix went where its impact went. */
export function outcomeOf({
  isStillTrue,
  before,
  after,
}: Omit<Recorded, "riskId" | "byName">): Outcome {
  if (!isStillTrue) {
    return "closed";
  }
  if (before === null) {
    return "confirmed";
  }
  const moved = product(after) - product(before) || after.impact - before.impact;
  if (moved === 0) {
    return "confirmed";
  }
  return moved > 0 ? "raised" : "lowered";
}

/** Every review counts by its outcome; a risk reviewed twice is one risk. */
export function summaryOf(reviews: readonly Recorded[]) {
  const outcomes = reviews.map(outcomeOf);
  const count = (outcome: Outcome) => outcomes.filter((each) => each === outcome).length;
  return {
    risks: new Set(reviews.map(({ riskId }) => riskId)).size,
    confirmed: count("confirmed"),
    raised: count("raised"),
    lowered: count("lowered"),
    closed: count("closed"),
    people: [...new Set(reviews.map(({ byName }) => byName))].sort((left, right) =>
      left.localeCompare(right),
    ),
  };
}
