import { formatDay } from "@/components/ui/format-date";
import { Icon } from "@/components/ui/icon";
import type { FindingView, RiskWatchesView } from "@/lib/risk-watches/schema/watches";
import { CloseFindingForm } from "./watch-forms";
import type { WatchActions } from "./watches-section";

type FindingsProps = {
  view: Pick<RiskWatchesView, "findings" | "whyNotClose">;
  now: Date;
};

/** First thing in the drawer: what a watch found and nobody has answered. */
export function OpenFindings({
  view,
  actions,
  now,
}: FindingsProps & { actions: Pick<WatchActions, "closeFinding"> }) {
  const open = view.findings.filter(({ closedAt }) => closedAt === null);
  if (open.length === 0) {
    return null;
  }
  return (
    <section aria-label="Open findings" id="findings">
      <ul className="grid gap-2">
        {open.map((finding) => (
          <li
            key={finding.id}
            className="grid gap-1 rounded-control border border-bad-line bg-bad-soft px-3 py-2"
          >
            <p className="flex items-start gap-2">
              <span className="mt-0.5 text-bad-ink">
                <Icon name="alert" size={14} label="Open finding" />
              </span>
              <span>{finding.text}</span>
            </p>
            <p className="text-ink-2 text-xs">Found on {formatDay(finding.openedAt, { now })}</p>
            {view.whyNotClose === null && (
              <CloseFindingForm findingId={finding.id} action={actions.closeFinding} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Closed({ finding, now }: { finding: FindingView; now: Date }) {
  const { text, closedAt, closedByName, closedReason } = finding;
  return (
    <li className="grid gap-1">
      <p className="text-ink-2">{text}</p>
      <p>
        {closedReason}{" "}
        <span className="text-ink-3 text-xs">
          {closedByName}
          {closedAt === null ? "" : `, ${formatDay(closedAt, { now })}`}
        </span>
      </p>
    </li>
  );
}

export function ClosedFindings({ view, now }: FindingsProps) {
  const closed = view.findings.filter(({ closedAt }) => closedAt !== null);
  if (closed.length === 0) {
    return null;
  }
  return (
    <section className="grid gap-2 border-line border-t pt-3">
      <h3 className="font-semibold">What watches found</h3>
      <ul className="grid gap-3">
        {closed.map((finding) => (
          <Closed key={finding.id} finding={finding} now={now} />
        ))}
      </ul>
    </section>
  );
}
