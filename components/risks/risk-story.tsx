import { Icon } from "@/components/ui/icon";
import { ScoreTile } from "@/components/ui/score-tile";
import type { RiskView } from "@/lib/risks/schema";

/** Cause, event and consequence, as far as they are written down. */
export function Story({ risk }: { risk: RiskView }) {
  const parts = [
    { name: "Cause", text: risk.cause },
    { name: "Event", text: risk.event },
    { name: "Consequence", text: risk.consequence },
  ].filter((part) => part.text !== "");
  if (parts.length === 0) {
    return <p className="text-ink-3">Its cause, event and consequence are not written down yet.</p>;
  }
  return (
    <dl className="grid gap-2">
      {parts.map((part) => (
        <div key={part.name}>
          <dt className="text-xs text-ink-3">{part.name}</dt>
          <dd className="whitespace-pre-line text-ink-2">{part.text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Level({ name, level }: { name: string; level: RiskView["residual"] }) {
  return (
    <div className="grid gap-1">
      <span className="text-xs text-ink-3">{name}</span>
      {level === null ? (
        <span title="Nobody has rated it yet">–</span>
      ) : (
        <span className="flex items-center gap-1.5">
          <ScoreTile score={level.score} shade={level.shade} label={name} />
          <span>
            {level.likelihood} × {level.impact}
          </span>
        </span>
      )}
    </div>
  );
}

/** From what it was raised with to what should be left of it. */
export function Levels({ risk }: { risk: RiskView }) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-2 rounded-control border border-line-2 bg-surface-2 px-3 py-2">
      <Level name="Inherent" level={risk.inherent} />
      <Icon name="arrow-right" size={14} />
      <Level name="Current" level={risk.current} />
      <Icon name="arrow-right" size={14} />
      <Level name="Residual" level={risk.residual} />
    </div>
  );
}
