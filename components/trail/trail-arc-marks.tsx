import { Link } from "@/components/ui/link";
import { loopTitle, type TrailArc, trailArcs } from "@/lib/projects/rules/trail-arcs";
import {
  type Along,
  betweenAlong,
  cssAlong,
  type TrailView,
} from "@/lib/projects/rules/trail-geometry";
import { isBefore, type TrailSize } from "./trail-marks";

/**
 * Height over the rail's edge: the lowest arc, and what each level adds. A level of the full
 * trail holds a pill, and two pills above each other need 24 px to be hit apart.
 */
export const arcRise = { full: { apex: 50, step: 24 }, bar: { apex: 13, step: 5.5 } };

type ArcProps = { arc: TrailArc; trail: TrailView; size: TrailSize };

function stageWords(trail: TrailView, index: number): string {
  const stage = trail.stages[index];
  return stage === undefined ? "" : stage.name;
}

function Curve({ rise, direction }: { rise: number; direction: "back" | "on" }) {
  const [start, end] = direction === "back" ? [100, 0] : [0, 100];
  const control = rise - (rise * 4) / 3;
  const curve = `M${start} ${rise}C${start} ${control} ${end} ${control} ${end} ${rise}`;
  return (
    <svg
      className="wm-trail-curve"
      viewBox={`0 0 100 ${rise}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={curve} />
      <path className="wm-trail-curve-near" d={curve} />
    </svg>
  );
}

/** Near the ends of the trail the tooltip lines up with the arc instead of its middle. */
function edgeOf(low: Along, high: Along): "start" | "end" | undefined {
  const middle = (low.share + high.share) / 2;
  if (middle < 0.2) {
    return "start";
  }
  return middle > 0.8 ? "end" : undefined;
}

function Arc({ arc, trail, size }: ArcProps) {
  const { loop, from, to, level } = arc;
  const isBack = isBefore(to, from);
  const [low, high] = isBack ? [to, from] : [from, to];
  const rise = arcRise[size].apex + level * arcRise[size].step;
  const tipId = `trail-loop-${loop.iteration}`;
  const foot = isBack ? { left: -12 } : { right: -12 };
  const way = `${stageWords(trail, loop.fromIndex)} back to ${stageWords(trail, loop.toIndex)}`;
  return (
    <li
      className="wm-trail-arc"
      style={{ left: cssAlong(low), width: cssAlong(betweenAlong(low, high)), height: rise }}
    >
      <Curve rise={rise} direction={isBack ? "back" : "on"} />
      <svg
        className="wm-trail-arrow"
        style={isBack ? { left: -4 } : { right: -4 }}
        viewBox="0 0 8 8"
        width="8"
        height="8"
        aria-hidden="true"
      >
        <path d="M.5.5 4 2.2 7.5.5 4 7z" />
      </svg>
      <Link
        className={size === "full" ? "wm-trail-pill" : "wm-trail-landing"}
        style={size === "full" ? undefined : foot}
        href={trail.stages[loop.toIndex]?.href ?? "#"}
        aria-describedby={tipId}
      >
        <span className={size === "full" ? undefined : "sr-only"}>
          <span className="wm-trail-pill-word">Iteration </span>
          {loop.iteration}
        </span>
      </Link>
      <span className="wm-trail-tip" role="tooltip" id={tipId} data-edge={edgeOf(low, high)}>
        <b>{loopTitle(loop)}</b> {way}. {loop.reason}
      </span>
    </li>
  );
}

/** Where the project went back: the latest three, older ones counted. */
export function TrailArcMarks({ trail, size }: { trail: TrailView; size: TrailSize }) {
  const { arcs, earlier } = trailArcs(trail.stages.length, trail.loops);
  if (arcs.length === 0) {
    return null;
  }
  return (
    <ul className="wm-trail-arcs" aria-label="Iterations">
      {earlier.length > 0 && (
        <li className="wm-trail-earlier" title={earlier.map(loopTitle).join("; ")}>
          +{earlier.length} earlier
        </li>
      )}
      {arcs.map((arc) => (
        <Arc key={arc.loop.iteration} arc={arc} trail={trail} size={size} />
      ))}
    </ul>
  );
}
