import type { FormAction } from "@/components/ui/action-form";
import { formatDay } from "@/components/ui/format-date";
import { type CriterionLabelState, StateLabel } from "@/components/ui/state-label";
import type { RiskWatchesView, WatchView } from "@/lib/risk-watches/schema/watches";
import { EndWatchForm, WatchEvidenceForm, WatchMetricForm } from "./watch-forms";

export type WatchActions = {
  watch: FormAction;
  endWatch: FormAction;
  closeFinding: FormAction;
};

type WatchesProps = { view: RiskWatchesView; actions: WatchActions; now: Date };

const looks = {
  holds: { state: "met", word: "Holds" },
  breached: { state: "not_met", word: "Breached" },
  unknown: { state: "open", word: "Nothing to look at yet" },
  sleeping: { state: "not_applicable", word: "Asleep while the risk is closed" },
} satisfies Record<WatchView["state"], { state: CriterionLabelState; word: string }>;

function Watch({
  watch,
  children,
  now,
}: {
  watch: WatchView;
  children: React.ReactNode;
  now: Date;
}) {
  const { state, word } = looks[watch.state];
  const hasBegun = watch.state === "holds" || watch.state === "breached";
  const since = hasBegun ? ` since ${formatDay(watch.since, { now })}` : "";
  return (
    <li className="grid gap-1">
      <p className="flex flex-wrap items-center gap-x-2">
        <StateLabel kind="criterion" state={state} word={`${word}${since}`} />
      </p>
      <p>
        <b className="font-medium">{watch.sentence}</b> {watch.effect}
      </p>
      {watch.seen !== "" && <p className="text-ink-2">{watch.seen}</p>}
      <p className="text-ink-3 text-xs">
        Set by {watch.addedByName} on {formatDay(watch.addedAt, { now })}
      </p>
      {children}
    </li>
  );
}

/** What the risk is tied to, how each watch stands, and the forms to tie it to more. */
export function WatchesSection({ view, actions, now }: WatchesProps) {
  const { watches, whyNotWatch, whyNotClose } = view;
  return (
    <section className="grid gap-2 border-line border-t pt-3" id="watches">
      <h3 className="font-semibold">Watches</h3>
      {watches.length === 0 && (
        <p className="text-ink-2">
          This risk is tied to nothing that is measured. A watch on a metric or on evidence raises
          its level by itself when the facts change.
        </p>
      )}
      {watches.length > 0 && (
        <ul className="grid gap-3">
          {watches.map((watch) => (
            <Watch key={watch.id} watch={watch} now={now}>
              {whyNotClose === null && (
                <EndWatchForm watchId={watch.id} action={actions.endWatch} />
              )}
            </Watch>
          ))}
        </ul>
      )}
      {whyNotWatch === null ? (
        <div className="no-print">
          <WatchMetricForm view={view} action={actions.watch} />
          <WatchEvidenceForm view={view} action={actions.watch} />
        </div>
      ) : (
        <p className="text-ink-3 text-sm">{whyNotWatch}</p>
      )}
    </section>
  );
}
