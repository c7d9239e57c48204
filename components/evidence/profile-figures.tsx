import type { ProfileFigures } from "@/lib/evidence/schema";
import { formatNumber } from "@/lib/kernel/format-number";

function Figure({ name, value, isBad = false }: { name: string; value: string; isBad?: boolean }) {
  return (
    <div className="px-2 py-1.5">
      <dt className="text-2xs text-ink-3">{name}</dt>
      <dd className={isBad ? "text-lg font-semibold text-warn-ink" : "text-lg font-semibold"}>
        {value}
      </dd>
    </div>
  );
}

/** What a profile of a data set says at a glance; the report itself stands beside it. */
export function ProfileStrip({ figures }: { figures: ProfileFigures }) {
  const { rows, columns, missingShare, duplicateRows, alertsTotal } = figures;
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(6rem,1fr))] px-1.5">
      <Figure name="Rows" value={formatNumber(rows)} />
      <Figure name="Columns" value={formatNumber(columns)} />
      <Figure name="Missing cells" value={`${(missingShare * 100).toFixed(1)}%`} />
      <Figure
        name="Duplicate rows"
        value={duplicateRows === null ? "–" : formatNumber(duplicateRows)}
      />
      <Figure name="Alerts" value={formatNumber(alertsTotal)} isBad={alertsTotal > 0} />
    </dl>
  );
}

export function ProfileAlerts({ figures }: { figures: ProfileFigures }) {
  const { alerts, alertsTotal, generator } = figures;
  if (alerts.length === 0) {
    return <p className="text-xs text-ink-3">No alerts. Read from a report by {generator}.</p>;
  }
  return (
    <div className="grid gap-1">
      <ul className="list-disc pl-4 text-ink-2">
        {alerts.map((alert) => (
          <li key={alert} className="break-words">
            {alert}
          </li>
        ))}
      </ul>
      <p className="text-xs text-ink-3">
        {alerts.length} of {alertsTotal} alerts, read from a report by {generator}.
      </p>
    </div>
  );
}
