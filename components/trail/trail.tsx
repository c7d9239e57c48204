import { trailArcs } from "@/lib/projects/rules/trail-arcs";
import { cssAlong, type TrailView, trailGroups } from "@/lib/projects/rules/trail-geometry";
import { arcRise, TrailArcMarks } from "./trail-arc-marks";
import { TrailKeys } from "./trail-keys";
import { TrailLegend } from "./trail-legend";
import { TrailList } from "./trail-list";
import { TrailMarks, trailSummary } from "./trail-marks";
import { TrailMini } from "./trail-mini";
import { TrailStages } from "./trail-stages";

type TrailProps = {
  trail: TrailView;
  /** Name of the project. */
  label: string;
  now?: Date;
};

function Groups({ trail }: { trail: TrailView }) {
  return (
    <div aria-hidden="true">
      {trailGroups(trail.stages).map(({ name, start, end }) => (
        <span
          key={name}
          className="wm-trail-group"
          style={{
            left: cssAlong(start),
            right: `calc(100% - (${cssAlong(end)}))`,
          }}
        >
          <span>{name}</span>
        </span>
      ))}
    </div>
  );
}

/** The full trail, for a project's overview: where it is, its next gate and its slip. */
export function Trail({ trail, label, now = new Date() }: TrailProps) {
  const { levels } = trailArcs(trail.stages.length, trail.loops);
  const extra = Math.max(0, levels - 1) * arcRise.full.step;
  const summary = trailSummary(trail);
  return (
    <nav
      className="wm-band wm-trail"
      data-size="full"
      data-paused={trail.paused ? "" : undefined}
      aria-label={`Trail of ${label}: ${summary}`}
    >
      <div
        className="wm-trail-box"
        style={{ "--wm-rail-y": `${86 + extra}px`, "--wm-stages": trail.stages.length }}
      >
        <Groups trail={trail} />
        <TrailStages trail={trail} size="full" now={now} />
        <TrailMarks trail={trail} size="full" />
        <TrailArcMarks trail={trail} size="full" />
      </div>
      <div className="wm-trail-small">
        <TrailMini trail={trail} label={summary} scale={2} />
        <TrailList trail={trail} />
      </div>
      <TrailLegend states={trail.stages.flatMap((stage) => stage.gate?.state ?? [])} />
      <TrailKeys />
    </nav>
  );
}
