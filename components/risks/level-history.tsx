import { ScoreTile } from "@/components/ui/score-tile";
import { Timestamp } from "@/components/ui/timestamp";
import type { RiskView } from "@/lib/risks/schema";
import { levelWords } from "./risk-words";

type LevelHistoryProps = { changes: RiskView["changes"]; now: Date };

/** Every rating with its reason, newest first. */
export function LevelHistory({ changes, now }: LevelHistoryProps) {
  return (
    <ol className="grid gap-3">
      {changes.map((change) => (
        <li key={`${change.at} ${change.kind}`} className="grid grid-cols-[auto_1fr] gap-x-2">
          <ScoreTile score={change.likelihood * change.impact} shade={change.shade} />
          <div>
            <p className="text-xs text-ink-3">
              <b className="font-medium text-ink">{levelWords[change.kind]}</b> {change.likelihood}{" "}
              × {change.impact}, {change.byName ?? "Waymark"},{" "}
              <Timestamp at={change.at} now={now} show="moment" />
            </p>
            <p className="whitespace-pre-line text-ink-2">{change.reason}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
