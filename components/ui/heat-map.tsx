import { HeatMapTable } from "./heat-map-table";
import { severityStep } from "./score-tile";

export type HeatMapRisk = {
  number: number;
  title: string;
  residual: { likelihood: number; impact: number };
  inherent?: { likelihood: number; impact: number };
  selected?: boolean;
};

type HeatMapProps = {
  risks: readonly HeatMapRisk[];
  /** Highest residual score the project accepts. */
  appetite: number;
  likelihoods?: readonly string[];
  impacts?: readonly string[];
  /** Inherent positions and arrows are drawn from this score up. */
  arrowsFrom?: number;
};

const cell = 56;
const left = 76;
const top = 22;
const steps = [1, 2, 3, 4, 5] as const;
const discRadius = 10.5;

export const defaultLikelihoods = ["Rare", "Unlikely", "Possible", "Likely", "Almost sure"];
export const defaultImpacts = ["Minor", "Low", "Medium", "Major", "Severe"];

function centreOf({ likelihood, impact }: { likelihood: number; impact: number }) {
  return { x: left + (likelihood - 0.5) * cell, y: top + (5.5 - impact) * cell };
}

/** Discs that share a cell stand in rows of three round its centre. */
function discPlaces(risks: readonly HeatMapRisk[]) {
  const cells = Map.groupBy(risks, ({ residual }) => `${residual.likelihood} ${residual.impact}`);
  return risks.map((risk) => {
    const key = `${risk.residual.likelihood} ${risk.residual.impact}`;
    const group = cells.get(key) ?? [risk];
    const place = group.indexOf(risk);
    const columns = Math.min(3, group.length);
    const lines = Math.ceil(group.length / columns);
    const gap = columns === 3 ? 17.5 : 23;
    const centre = centreOf(risk.residual);
    return {
      risk,
      radius: columns === 3 ? 8.5 : discRadius,
      x: centre.x + ((place % columns) - (columns - 1) / 2) * gap,
      y: centre.y + 4 + (Math.floor(place / columns) - (lines - 1) / 2) * 17.5,
    };
  });
}

/** How many impacts of each likelihood are still within the appetite. */
function withinByColumn(appetite: number): number[] {
  return steps.map(
    (likelihood) => steps.filter((impact) => likelihood * impact <= appetite).length,
  );
}

/** The line between within and above, as a staircase; it starts where the first column is cut. */
function Appetite({ appetite }: { appetite: number }) {
  const columns = withinByColumn(appetite);
  const whole = columns.filter((within) => within === 5).length;
  const x = left + whole * cell;
  const corners = columns
    .slice(whole)
    .map((within, place) => `V${top + (5 - within) * cell}H${x + (place + 1) * cell}`);
  return (
    <>
      {whole < 5 && <path className="wm-heat-appetite" d={`M${x} 4V${top}${corners.join("")}`} />}
      {whole > 0 && (
        <text className="wm-heat-axis" x={x - 6} y={14} textAnchor="end">
          Within {appetite}
        </text>
      )}
      {whole < 5 && (
        <text className="wm-heat-title" x={x + 6} y={14}>
          Above appetite
        </text>
      )}
    </>
  );
}

function Move({ from, to }: { from: { x: number; y: number }; to: { x: number; y: number } }) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length < 24) {
    return null;
  }
  const unit = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const end = { x: to.x - unit.x * 13, y: to.y - unit.y * 13 };
  const angle = (Math.atan2(unit.y, unit.x) * 180) / Math.PI;
  return (
    <g>
      <path className="wm-heat-move" d={`M${from.x} ${from.y}L${end.x} ${end.y}`} />
      <path
        className="wm-heat-arrow"
        d="M1 0-6-3.4-4.4 0-6 3.4z"
        transform={`translate(${end.x} ${end.y}) rotate(${angle})`}
      />
      <circle className="wm-heat-from" cx={from.x} cy={from.y} r="3.5" />
    </g>
  );
}

function Cells() {
  return steps.flatMap((impact) =>
    steps.map((likelihood) => {
      const x = left + (likelihood - 1) * cell + 1;
      const y = top + (5 - impact) * cell + 1;
      const score = likelihood * impact;
      return (
        <g key={`${likelihood} ${impact}`}>
          <rect
            x={x}
            y={y}
            width={cell - 2}
            height={cell - 2}
            style={{ fill: `var(--wm-sev-${severityStep(score)})` }}
          />
          <text className="wm-heat-score" x={x + 5} y={y + 13}>
            {score}
          </text>
        </g>
      );
    }),
  );
}

function Axes({
  likelihoods,
  impacts,
}: {
  likelihoods: readonly string[];
  impacts: readonly string[];
}) {
  const middle = { x: left + 2.5 * cell, y: top + 2.5 * cell };
  return (
    <>
      {impacts.map((word, place) => (
        <text
          key={word}
          className="wm-heat-axis"
          x={left - 8}
          y={top + (4.5 - place) * cell + 4}
          textAnchor="end"
        >
          {word}
        </text>
      ))}
      {likelihoods.map((word, place) => (
        <text
          key={word}
          className="wm-heat-axis"
          x={left + (place + 0.5) * cell}
          y={top + 5 * cell + 16}
          textAnchor="middle"
        >
          {word}
        </text>
      ))}
      <text className="wm-heat-title" x={middle.x} y={top + 5 * cell + 33} textAnchor="middle">
        Likelihood
      </text>
      <text
        className="wm-heat-title"
        transform={`translate(12 ${middle.y}) rotate(-90)`}
        textAnchor="middle"
      >
        Impact
      </text>
    </>
  );
}

const scoreOf = (place: { likelihood: number; impact: number }) => place.likelihood * place.impact;

export function HeatMap({
  risks,
  appetite,
  likelihoods = defaultLikelihoods,
  impacts = defaultImpacts,
  arrowsFrom = 10,
}: HeatMapProps) {
  const above = risks.filter((risk) => scoreOf(risk.residual) > appetite).length;
  const discs = discPlaces(risks);
  return (
    <figure>
      <svg
        className="wm-heat"
        width="362"
        height="340"
        viewBox="0 0 362 340"
        role="img"
        aria-label={`Likelihood by impact. ${above} of ${risks.length} residual risks above the appetite of ${appetite}.`}
      >
        <Cells />
        <Appetite appetite={appetite} />
        <Axes likelihoods={likelihoods} impacts={impacts} />
        {discs.map(({ risk, x, y }) =>
          risk.inherent !== undefined && scoreOf(risk.inherent) >= arrowsFrom ? (
            <Move key={risk.number} from={centreOf(risk.inherent)} to={{ x, y }} />
          ) : null,
        )}
        {discs.map(({ risk, x, y, radius }) => (
          <g key={risk.number}>
            <title>{`${risk.number}, ${risk.title}: ${scoreOf(risk.residual)}`}</title>
            <circle
              className={risk.selected === true ? "wm-heat-disc is-selected" : "wm-heat-disc"}
              cx={x}
              cy={y}
              r={radius}
            />
            <text className="wm-heat-no" x={x} y={y + 3.8} textAnchor="middle">
              {risk.number}
            </text>
          </g>
        ))}
      </svg>
      <HeatMapTable risks={risks} likelihoods={likelihoods} impacts={impacts} />
    </figure>
  );
}
