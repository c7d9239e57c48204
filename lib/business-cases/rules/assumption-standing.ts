import type { CaseContent } from "@/lib/business-cases/schema";
import { dayInWords } from "@/lib/kernel/calendar";
import { contentSha256 } from "@/lib/ledger/content-hash";

type Assumption = CaseContent["assumptions"][number];

export const assumptionVerdicts = ["holds", "broken"] as const;
type AssumptionVerdict = (typeof assumptionVerdicts)[number];

export type ReviewFacts = {
  assumptionKey: string;
  verdict: AssumptionVerdict;
  note: string;
  reviewedBy: string;
  reviewedAt: string;
};

export const assumptionStates = ["open", "holds", "broken", "overdue"] as const;
type AssumptionState = (typeof assumptionStates)[number];

export type AssumptionStanding<Review extends ReviewFacts> = {
  key: string;
  assumption: Assumption;
  state: AssumptionState;
  /** The last look at it. */
  review: Review | null;
};

/** Other words or another day make another assumption, which nobody has looked at yet. */
export function keyOfAssumption({ text, verifyBy }: Pick<Assumption, "text" | "verifyBy">): string {
  return contentSha256({ text: text.replace(/\s+/g, " ").trim(), verifyBy });
}

/** How each assumption of a case stands on a day. Time alone makes one overdue. */
export function standingOfAssumptions<Review extends ReviewFacts>(facts: {
  assumptions: readonly Assumption[];
  reviews: readonly Review[];
  today: string;
}): AssumptionStanding<Review>[] {
  return facts.assumptions.map((assumption) => {
    const key = keyOfAssumption(assumption);
    const review =
      facts.reviews
        .filter((each) => each.assumptionKey === key)
        .toSorted((a, b) => a.reviewedAt.localeCompare(b.reviewedAt))
        .at(-1) ?? null;
    return { key, assumption, review, state: stateOf(assumption, review, facts.today) };
  });
}

function stateOf(
  { verifyBy }: Assumption,
  review: ReviewFacts | null,
  today: string,
): AssumptionState {
  if (review !== null) {
    return review.verdict;
  }
  return verifyBy !== null && today > verifyBy ? "overdue" : "open";
}

export type CaseStaleness = { isStale: boolean; reasons: string[]; brokenCount: number };

/** A case rests on its assumptions: one that broke, or ran out unverified, makes it stale. */
export function caseStaleness(facts: {
  assumptions: readonly Assumption[];
  reviews: readonly ReviewFacts[];
  today: string;
}): CaseStaleness {
  const standings = standingOfAssumptions(facts);
  const broken = standings.filter(({ state }) => state === "broken");
  const overdue = standings.filter(({ state }) => state === "overdue");
  const reasons = [
    ...broken.map(
      ({ assumption, review }) =>
        `the assumption "${assumption.text}" was found broken by ${review?.reviewedBy ?? "somebody"}`,
    ),
    ...overdue.map(
      ({ assumption }) =>
        `the assumption "${assumption.text}" was to be verified by ${dayInWords(assumption.verifyBy ?? "")}`,
    ),
  ];
  return { isStale: reasons.length > 0, reasons, brokenCount: broken.length };
}

/** The next day on which an assumption nobody has looked at runs out; null when time changes nothing. */
export function nextAssumptionDay(facts: {
  assumptions: readonly Assumption[];
  reviews: readonly ReviewFacts[];
  today: string;
}): string | null {
  const days = standingOfAssumptions(facts).flatMap(({ state, assumption: { verifyBy } }) =>
    state === "open" && verifyBy !== null ? [verifyBy] : [],
  );
  return days.toSorted()[0] ?? null;
}
