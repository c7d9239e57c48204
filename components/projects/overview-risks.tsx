import Link from "next/link";
import { ButtonLink } from "@/components/ui/button-link";
import { DueDay } from "@/components/ui/due-day";
import { Panel } from "@/components/ui/panel";
import { ScoreTile, severityStep } from "@/components/ui/score-tile";
import type { ProjectOverviewView } from "@/lib/portfolio/schema/overview";

type Risks = ProjectOverviewView["risks"];
type OverviewRisksProps = { projectId: string; risks: Risks; now: Date };

const steps = [1, 2, 3, 4, 5] as const;
const cell = 22;
const left = 14;

const treatmentWords = {
  avoid: "Avoid",
  mitigate: "Mitigate",
  transfer: "Transfer",
  accept: "Accept",
} as const;

/** The line between what is within and what is above the appetite. */
function appetitePath(appetite: number): string {
  const tops = steps.map((likelihood) => {
    const within = steps.filter((impact) => likelihood * impact <= appetite).length;
    return (5 - within) * cell;
  });
  const corners = tops.map((y, place) => `V${y}H${left + (place + 1) * cell}`);
  return `M${left} ${tops[0] ?? 0}${corners.join("")}`;
}

function Disc({ risks }: { risks: Risks["rows"] }) {
  const [first] = risks;
  if (first === undefined) {
    return null;
  }
  const x = left + (first.likelihood - 0.5) * cell;
  const y = (5.5 - first.impact) * cell;
  return (
    <g>
      <circle className="wm-heat-disc" cx={x} cy={y} r="8" />
      <text className="wm-heat-no" x={x} y={y + 3.6} textAnchor="middle">
        {risks.length === 1 ? first.number : `${risks.length}×`}
      </text>
    </g>
  );
}

/** The matrix at thumb size; the register beside it is its table. */
function SmallHeatMap({ risks }: { risks: Risks }) {
  const cells = Map.groupBy(risks.rows, (risk) => `${risk.likelihood}:${risk.impact}`);
  return (
    <svg
      width="126"
      height="126"
      viewBox="0 0 126 126"
      role="img"
      className="flex-none"
      aria-label={`Likelihood by impact: ${risks.aboveAppetite} of ${risks.open} open risks above the appetite of ${risks.appetite}`}
    >
      {steps.flatMap((impact) =>
        steps.map((likelihood) => (
          <rect
            key={`${likelihood}:${impact}`}
            x={left + (likelihood - 1) * cell + 0.75}
            y={(5 - impact) * cell + 0.75}
            width={cell - 1.5}
            height={cell - 1.5}
            fill={`var(--wm-sev-${severityStep(likelihood * impact)})`}
          />
        )),
      )}
      <path className="wm-heat-appetite" d={appetitePath(risks.appetite)} />
      {[...cells].map(([key, group]) => (
        <Disc key={key} risks={group} />
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
              <li key={risk.id} className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-2">
                <ScoreTile score={risk.score} label="Score" />
                <span className="min-w-0">
                  <Link
                    className="block truncate hover:underline"
                    href={`${href}?risk=${risk.id}`}
                    prefetch={false}
                    title={risk.title}
                  >
                    <span className="mr-1.5 font-mono text-xs text-ink-2">{risk.key}</span>
                    {risk.title}
                  </Link>
                  <span className="text-xs text-ink-3">
                    {treatmentWords[risk.treatment]}
                    {risk.dueOn !== null && (
                      <>
                        , due <DueDay on={risk.dueOn} now={now} />
                      </>
                    )}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}
