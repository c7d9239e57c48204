import { RiskLine } from "@/components/risks/risk-line";
import { ButtonLink } from "@/components/ui/button-link";
import { DueDay } from "@/components/ui/due-day";
import { Panel } from "@/components/ui/panel";
import type { ProjectOverviewView } from "@/lib/portfolio/schema/overview";
import { cellsOf } from "@/lib/risks/rules/matrix";

type Risks = ProjectOverviewView["risks"];
type OverviewRisksProps = { projectId: string; risks: Risks; now: Date };

const side = 110;
const left = 14;

const treatmentWords = {
  avoid: "Avoid",
  mitigate: "Mitigate",
  transfer: "Transfer",
  accept: "Accept",
} as const;

type Grain = { width: number; height: number };

/** The line between what is within and what is above the appetite. */
function appetitePath({ within, impacts }: Risks["matrix"], { width, height }: Grain): string {
  const tops = within.map((upTo) => (impacts.length - upTo) * height);
  const corners = tops.map((y, place) => `V${y}H${left + (place + 1) * width}`);
  return `M${left} ${tops[0] ?? 0}${corners.join("")}`;
}

function Disc({ risks, at }: { risks: Risks["rows"]; at: { x: number; y: number } }) {
  const [first] = risks;
  return first === undefined ? null : (
    <g>
      <circle className="wm-heat-disc" cx={at.x} cy={at.y} r="8" />
      <text className="wm-heat-no" x={at.x} y={at.y + 3.6} textAnchor="middle">
        {risks.length === 1 ? first.number : `${risks.length}×`}
      </text>
    </g>
  );
}

/** The matrix at thumb size; the register beside it is its table. */
function SmallHeatMap({ risks }: { risks: Risks }) {
  const { matrix } = risks;
  const cells = Map.groupBy(risks.rows, (risk) => `${risk.likelihood}:${risk.impact}`);
  const width = side / matrix.likelihoods.length;
  const height = side / matrix.impacts.length;
  const placed = cellsOf(matrix).map(({ likelihood, impact, shade }) => ({
    key: `${likelihood}:${impact}`,
    x: left + (likelihood - 1) * width,
    y: (matrix.impacts.length - impact) * height,
    shade,
  }));
  return (
    <svg
      width="126"
      height="126"
      viewBox="0 0 126 126"
      role="img"
      className="flex-none"
      aria-label={`Likelihood by impact: ${risks.aboveAppetite} of ${risks.open} open risks above the appetite line`}
    >
      {placed.map(({ key, x, y, shade }) => (
        <rect
          key={key}
          x={x + 0.75}
          y={y + 0.75}
          width={width - 1.5}
          height={height - 1.5}
          fill={`var(--wm-sev-${shade})`}
        />
      ))}
      <path className="wm-heat-appetite" d={appetitePath(matrix, { width, height })} />
      {placed.map(({ key, x, y }) => (
        <Disc key={key} risks={cells.get(key) ?? []} at={{ x: x + width / 2, y: y + height / 2 }} />
      ))}
      <text className="wm-heat-axis" x={left} y="123">
        Likelihood
      </text>
      <text className="wm-heat-axis" transform="translate(9 110) rotate(-90)">
        Impact
      </text>
    </svg>
  );
}

/** The worst risks of the project and where all of them lie. */
export function OverviewRisks({ projectId, risks, now }: OverviewRisksProps) {
  const href = `/projects/${projectId}/risks`;
  return (
    <Panel
      title="Open risks"
      meta={`${risks.open} open, ${risks.aboveAppetite} above appetite`}
      action={
        <ButtonLink href={href} size="sm" variant="quiet">
          Register
        </ButtonLink>
      }
    >
      {risks.rows.length === 0 ? (
        <p className="text-ink-2">No risk is open. Raise the first one in the register.</p>
      ) : (
        <div className="flex gap-3.5">
          <SmallHeatMap risks={risks} />
          <ul className="grid min-w-0 flex-1 content-start gap-2">
            {risks.rows.slice(0, 4).map((risk) => (
              <RiskLine key={risk.id} risk={risk} registerHref={href}>
                <span>
                  {treatmentWords[risk.treatment]}
                  {risk.dueOn !== null && (
                    <>
                      , due <DueDay on={risk.dueOn} now={now} />
                    </>
                  )}
                </span>
              </RiskLine>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}
