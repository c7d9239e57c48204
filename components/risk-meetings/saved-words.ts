import { formatDay } from "@/components/ui/format-date";
import type { MeetingReview } from "@/lib/risk-meetings/schema/meeting";

type Named = { projectKey: string; key: string };

type Told = {
  reviews: readonly MeetingReview[];
  /** The risk whose review was just recorded. */
  saved: string | undefined;
  open: Named & { title: string };
  nameOf: (risk: Named) => string;
  /** How many still wait. */
  total: number;
  now: Date;
};

/** What a review came to: "still true, 3 × 4, next review 3 Mar". */
function outcomeOf(review: MeetingReview, now: Date): string {
  if (!review.isStillTrue) {
    return "not true any more, and closed.";
  }
  const { likelihood, impact } = review.after;
  const next =
    review.nextDueOn === null ? "" : `, next review ${formatDay(review.nextDueOn, { now })}`;
  return `still true, ${likelihood} × ${impact}${next}.`;
}

/** What is read out and shown once the next risk is on the table. */
export function savedWords({ reviews, saved, open, total, nameOf, now }: Told) {
  const review = reviews.findLast(({ riskId }) => riskId === saved);
  const onTable = `${nameOf(open)}, ${open.title}. ${total} to go.`;
  if (review === undefined) {
    return { said: onTable, shown: null };
  }
  const lead = `${nameOf(review)} is recorded:`;
  const text = outcomeOf(review, now);
  return { said: `${lead} ${text} Now ${onTable}`, shown: { lead, text } };
}
