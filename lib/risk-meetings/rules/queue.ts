/** What the order of a meeting looks at. */
type Placed = { id: string; reviewDueOn: string | null; score: number };

/** The longest overdue first, then by the day they are due, then the highest score; no day comes last. */
export function inQueueOrder(left: Placed, right: Placed): number {
  return (
    (left.reviewDueOn ?? "9999-12-31").localeCompare(right.reviewDueOn ?? "9999-12-31") ||
    right.score - left.score ||
    left.id.localeCompare(right.id)
  );
}

export type Place = {
  /** What is opened: the one asked for, or the first that waits. */
  id: string | null;
  previousId: string | null;
  nextId: string | null;
  /** The one to take after this one is reviewed. */
  thenId: string | null;
};

type Lists = {
  reviewed: readonly string[];
  waiting: readonly { id: string; mayReview: boolean }[];
};

/**
 * Where the meeting stands. What is reviewed stands before what waits, so that
 * nothing jumps: J and K walk through both, a saved review goes on with the
 * next one the reader may review, and comes back for those that were skipped.
 */
export function placeIn({ reviewed, waiting }: Lists, asked: string | undefined): Place {
  const ids = waiting.map(({ id }) => id);
  const all = [...new Set(reviewed)].filter((each) => !ids.includes(each)).concat(ids);
  const first = waiting.find(({ mayReview }) => mayReview) ?? waiting[0];
  const id = asked ?? first?.id ?? null;
  const at = id === null ? -1 : all.indexOf(id);
  const open = id === null ? -1 : ids.indexOf(id);
  const inTurn = [...waiting.slice(open + 1), ...waiting.slice(0, Math.max(open, 0))];
  return {
    id,
    previousId: at > 0 ? (all[at - 1] ?? null) : null,
    nextId: all[at + 1] ?? null,
    thenId: inTurn.find(({ mayReview }) => mayReview)?.id ?? null,
  };
}
