import { formatDay } from "@/components/ui/format-date";
import type { RiskView } from "@/lib/risks/schema";

type ScoreOverTimeProps = { risk: Pick<RiskView, "changes" | "matrix">; now: Date };

const WIDTH = 300;
const HEIGHT = 96;
const LEFT = 22;
const RIGHT = 8;
const TOP = 8;
const BOTTOM = 18;

/** The highest score of the matrix is the top of the picture. */
function yIn({ likelihoods, impacts }: RiskView["matrix"]) {
  const highest = likelihoods.length * impacts.length;
  return (score: number) => TOP + (1 - score / highest) * (HEIGHT - TOP - BOTTOM);
}

/** The first inherent level is where the current one began. */
function pointsOf(changes: RiskView["changes"]) {
  const rising = [...changes].reverse();
  const first = rising.find((change) => change.kind === "inherent");
  const later = rising.filter((change) => change.kind === "current");
  return [...(first === undefined ? [] : [first]), ...later].map(({ likelihood, impact, at }) => ({
    score: likelihood * impact,
    at,
  }));
}

/** Steps, because a score holds until somebody rates again; time runs to the moment of reading. */
export function ScoreOverTime({ risk, now }: ScoreOverTimeProps) {
  const points = pointsOf(risk.changes);
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 2) {
    return null;
  }
  const yOf = yIn(risk.matrix);
  const highest = risk.matrix.likelihoods.length * risk.matrix.impacts.length;
  const start = Date.parse(first.at);
  const span = Math.max(1, now.getTime() - start);
  const xOf = (at: string) => LEFT + ((Date.parse(at) - start) / span) * (WIDTH - LEFT - RIGHT);
  const steps = points.slice(1).map((point) => `H${xOf(point.at)}V${yOf(point.score)}`);
  const sentence = `Score since ${formatDay(first.at, { now })}: from ${first.score} to ${last.score}, rated ${points.length} times.`;
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="h-auto w-full max-w-md text-2xs"
      role="img"
      aria-label={sentence}
    >
      {[0.2, 0.6, 1]
        .map((share) => Math.round(share * highest))
        .map((score) => (
          <g key={score}>
            <path d={`M${LEFT} ${yOf(score)}H${WIDTH - RIGHT}`} className="stroke-data-grid" />
            <text
              x={LEFT - 5}
              y={yOf(score) + 3.5}
              textAnchor="end"
              className="fill-ink-3 text-[10px]"
            >
              {score}
            </text>
          </g>
        ))}
      <path
        d={`M${LEFT} ${yOf(first.score)}${steps.join("")}H${WIDTH - RIGHT}`}
        className="fill-none stroke-data-cur stroke-[1.8]"
      />
      {points.map((point) => (
        <circle
          key={point.at}
          cx={xOf(point.at)}
          cy={yOf(point.score)}
          r="2.8"
          className="fill-data-cur"
        />
      ))}
      <text x={LEFT} y={HEIGHT - 4} className="fill-ink-3 text-[10px]">
        {formatDay(first.at, { now })}
      </text>
      <text x={WIDTH - RIGHT} y={HEIGHT - 4} textAnchor="end" className="fill-ink-3 text-[10px]">
        today
      </text>
    </svg>
  );
}
