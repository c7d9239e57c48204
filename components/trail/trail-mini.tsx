import type { TrailView } from "@/lib/projects/rules/trail-geometry";
import { layMiniTrail, type MiniGate, mini } from "@/lib/projects/rules/trail-mini";

type TrailMiniProps = {
  trail: TrailView;
  /** The finding in words: "In Modeling, 9 d behind"; left out where it stands beside the picture. */
  label?: string;
  /** 1 is 164 by 20 for nine stages. */
  scale?: number;
};

function diamond(x: number, radius: number): string {
  const y = mini.centre;
  return `M${x} ${y - radius}L${x + radius} ${y}L${x} ${y + radius}L${x - radius} ${y}Z`;
}

function MiniGateMark({ gate: { state, x, radius } }: { gate: MiniGate }) {
  const y = mini.centre;
  switch (state) {
    case "passed":
      return <path className="wm-gate-passed" d={diamond(x, radius)} />;
    case "in_review":
      return (
        <>
          <path className="wm-gate-review" d={diamond(x, radius)} />
          <circle className="wm-gate-hole" cx={x} cy={y} r="1.3" />
        </>
      );
    case "ready":
      return <path className="wm-mini-ready" d={diamond(x, radius)} />;
    case "passed_with_conditions":
      return (
        <>
          <path className="wm-mini-cond" d={diamond(x, radius)} />
          <path className="wm-gate-half" d={`M${x - 3.5} ${y}h7l-3.5 3.5z`} />
        </>
      );
    case "rejected":
      return <path className="wm-mini-rejected" d={`m${x - 3} ${y - 3} 6 6m0-6-6 6`} />;
    case "waived":
      return (
        <>
          <path className="wm-mini-dash" d={diamond(x, radius)} />
          <path className="wm-mini-slash" d={`m${x - 2} ${y + 2} 4-4`} />
        </>
      );
    case "lapsed":
      return <path className="wm-mini-lapsed" d={diamond(x, radius)} />;
    case "locked":
    case "changes_requested":
      return <path className="wm-mini-locked" d={diamond(x, radius)} />;
  }
}

/** One row, one project: the same marks with tasks merged into one bar per stage. */
export function TrailMini({ trail, label, scale = 1 }: TrailMiniProps) {
  const { width, bars, gates, arcs, plan, blazeX } = layMiniTrail(trail);
  const { barTop: y, barHeight: height, barWidth } = mini;
  return (
    <svg
      className={trail.paused ? "wm-mini is-paused" : "wm-mini"}
      viewBox={`0 0 ${width} ${mini.height}`}
      width={width * scale}
      height={mini.height * scale}
      role="img"
      aria-label={label}
      aria-hidden={label === undefined ? true : undefined}
    >
      {bars.map((bar) => (
        <g key={bar.id}>
          <rect className="wm-trail-track" x={bar.x} y={y} width={barWidth} height={height} />
          {bar.fill > 0 && (
            <rect className="wm-trail-done" x={bar.x} y={y} width={bar.fill} height={height} />
          )}
          {bar.blocked && (
            <rect className="wm-mini-blocked" x={bar.x} y={y} width={barWidth} height={height} />
          )}
        </g>
      ))}
      {arcs.map(({ iteration, from, to, top }) => (
        <path
          key={iteration}
          className="wm-mini-arc"
          d={`M${from} 7C${from} ${top} ${to} ${top} ${to} 7`}
        />
      ))}
      {gates.map((gate) => (
        <MiniGateMark key={gate.id} gate={gate} />
      ))}
      {plan !== null && (
        <path
          className={plan.drift === "behind" ? "wm-mini-late" : "wm-mini-early"}
          d={`M${plan.start} 17.5H${plan.end}`}
        />
      )}
      <rect className="wm-mini-here" x={blazeX - 1} y="6.5" width="2" height="9" />
    </svg>
  );
}
