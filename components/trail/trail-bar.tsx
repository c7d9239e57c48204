import { Icon } from "@/components/ui/icon";
import type { TrailView } from "@/lib/projects/rules/trail-geometry";
import { TrailArcMarks } from "./trail-arc-marks";
import { TrailKeys } from "./trail-keys";
import { TrailList } from "./trail-list";
import { TrailMarks, trailSummary } from "./trail-marks";
import { TrailMini } from "./trail-mini";
import { TrailStages } from "./trail-stages";

type TrailBarProps = {
  trail: TrailView;
  /** Name of the project. */
  label: string;
  now?: Date;
};

/** The trail on every other page of a project: the way between phases, without dates. */
export function TrailBar({ trail, label, now = new Date() }: TrailBarProps) {
  const summary = trailSummary(trail);
  return (
    <nav
      className="wm-band wm-trail"
      data-size="bar"
      data-paused={trail.paused ? "" : undefined}
      aria-label={`Trail of ${label}: ${summary}`}
    >
      <div className="wm-trail-box" style={{ "--wm-stages": trail.stages.length }}>
        <TrailStages trail={trail} size="bar" now={now} />
        <TrailMarks trail={trail} size="bar" />
        <TrailArcMarks trail={trail} size="bar" />
      </div>
      <details className="wm-trail-small">
        <summary>
          <TrailMini trail={trail} scale={2} />
          <span>{summary}</span>
          <Icon name="chevron-down" size={12} />
        </summary>
        <TrailList trail={trail} />
      </details>
      <TrailKeys />
    </nav>
  );
}
