import type { FormAction } from "@/components/ui/action-form";
import { Panel } from "@/components/ui/panel";
import { StateSymbol } from "@/components/ui/state-symbol";
import { Timestamp } from "@/components/ui/timestamp";
import type { AssumptionsView } from "@/lib/business-cases/schema/life-views";
import { AssumptionForm } from "./assumption-form";
import { paperDay } from "./paper-day";

const lookOf = {
  open: { symbol: "criterion.open", tone: "idle", word: "not verified yet" },
  holds: { symbol: "criterion.met", tone: "ok", word: "holds" },
  broken: { symbol: "criterion.not_met", tone: "bad", word: "broken" },
  overdue: { symbol: "criterion.open", tone: "warn", word: "verification overdue" },
} as const;

type Row = AssumptionsView["rows"][number];

/** What the case rests on, who looks after it, and what they last found. */
export function AssumptionsPanel({ view, action }: { view: AssumptionsView; action: FormAction }) {
  if (view.rows.length === 0) {
    return null;
  }
  const settled = view.rows.filter(({ state }) => state === "holds").length;
  return (
    <Panel
      id="assumptions"
      title="Assumptions"
      meta={`${settled} of ${view.rows.length} hold`}
      padding="none"
    >
      <ul className="divide-y divide-line">
        {view.rows.map((row) => (
          <li key={row.key} className="space-y-1 px-3.5 py-2.5">
            <p>{row.assumption.text}</p>
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
              <span className={`wm-state wm-tone-${lookOf[row.state].tone}`}>
                <StateSymbol name={lookOf[row.state].symbol} size={13} />
                {lookOf[row.state].word}
              </span>
              <span className="text-ink-2">{dutyOf(row)}</span>
            </p>
            <Review row={row} />
            {row.whyNotReview === null && (
              <AssumptionForm projectId={view.projectId} assumptionKey={row.key} action={action} />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Review({ row: { review } }: { row: Row }) {
  return review === null ? null : (
    <p className="text-ink-2 text-xs">
      {review.by.name}, <Timestamp at={review.at} show="day" />: {review.note}
    </p>
  );
}

function dutyOf({ assumption: { owner, verifyBy } }: Row): string {
  return [
    ...(owner === "" ? [] : [owner]),
    ...(verifyBy === null ? [] : [`verify by ${paperDay(verifyBy)}`]),
  ].join(", ");
}
