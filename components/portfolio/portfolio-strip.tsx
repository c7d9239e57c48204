import { GateSymbol } from "@/components/ui/gate-symbol";
import { Link } from "@/components/ui/link";
import { countWords } from "@/lib/portfolio/rules/day-words";
import type { PortfolioSummaryView } from "@/lib/portfolio/schema";
import { cellsOf } from "@/lib/risks/rules/matrix";

type StripProps = { summary: PortfolioSummaryView };

/** As many diamonds as the strip has room for; the number says the rest. */
const DIAMONDS = 8;

function GatesWaiting({ summary: { gates } }: StripProps) {
  const marks = [
    ...Array.from({ length: gates.inReview }, () => "in_review" as const),
    ...Array.from({ length: gates.ready }, () => "ready" as const),
  ].slice(0, DIAMONDS);
  return (
    <Link href="/portfolio?gate=open" className="wm-strip-part">
      <b className="wm-strip-number">{gates.inReview + gates.ready}</b>
      <span>
        Gates waiting
        <small>
          {gates.inReview} in review, {gates.ready} ready
        </small>
      </span>
      <span className="wm-strip-marks" aria-hidden="true">
        {marks.map((state, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the marks are counted, not named
          <GateSymbol key={place} state={state} size={12} />
        ))}
      </span>
    </Link>
  );
}

function Overdue({ summary }: StripProps) {
  const { gates, overdueRisks, overdueConditions, overdueDays } = summary;
  const total = gates.overdue + overdueRisks + overdueConditions;
  const longest = Math.max(1, ...overdueDays);
  const parts = [
    ...(gates.overdue > 0 ? [countWords(gates.overdue, "gate")] : []),
    ...(overdueRisks > 0 ? [countWords(overdueRisks, "risk treatment")] : []),
    ...(overdueConditions > 0 ? [countWords(overdueConditions, "condition")] : []),
  ];
  return (
    <Link href="/portfolio?gate=overdue" className="wm-strip-part">
      <b className="wm-strip-number" data-tone={total > 0 ? "bad" : undefined}>
        {total}
      </b>
      <span>
        Overdue
        <small>{parts.length === 0 ? "nothing is late" : parts.join(", ")}</small>
      </span>
      <span className="wm-strip-bars" aria-hidden="true">
        {overdueDays.slice(0, 4).map((days, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bars stand in the order of lateness
          <i key={place} style={{ width: `${Math.round((100 * days) / longest)}%` }} />
        ))}
      </span>
    </Link>
  );
}

function RisksAbove({ summary: { risks, heatMap, matrix } }: StripProps) {
  const counts = new Map(heatMap.map((cell) => [`${cell.likelihood}:${cell.impact}`, cell.count]));
  const width = 42 / matrix.likelihoods.length;
  const height = 26 / matrix.impacts.length;
  return (
    <Link href="/risks?above=1" className="wm-strip-part">
      <b className="wm-strip-number" data-tone={risks.aboveAppetite > 0 ? "bad" : undefined}>
        {risks.aboveAppetite}
      </b>
      <span>
        Risks above appetite
        <small>in {countWords(risks.projects, "project")}</small>
      </span>
      <svg width="42" height="26" viewBox="0 0 42 26" aria-hidden="true">
        {cellsOf(matrix).map(({ likelihood, impact, shade }) => {
          const count = counts.get(`${likelihood}:${impact}`) ?? 0;
          const [x, y] = [(likelihood - 1) * width, (matrix.impacts.length - impact) * height];
          return (
            <g key={`${likelihood}:${impact}`}>
              <rect
                x={x}
                y={y}
                width={width - 0.8}
                height={height - 0.8}
                fill={`var(--wm-sev-${shade})`}
              />
              {count > 0 && (
                <circle
                  cx={x + width / 2 - 0.4}
                  cy={y + height / 2 - 0.4}
                  r="1.7"
                  fill="var(--wm-ink)"
                />
              )}
            </g>
          );
        })}
      </svg>
    </Link>
  );
}

/** Squares of one column before the count takes over. */
const SQUARES = 6;

function PerStage({ summary: { stages } }: StripProps) {
  if (stages.length === 0) {
    return null;
  }
  return (
    <div className="wm-strip-part wm-strip-last">
      <span id="projects-per-stage">Projects per stage</span>
      <ol className="wm-strip-stages" aria-labelledby="projects-per-stage">
        {stages.map(({ number, projects }) => (
          <li key={number}>
            <Link
              href={`/portfolio?stage=${number}`}
              aria-label={`Stage ${number}: ${countWords(projects, "project")}`}
            >
              <span className="wm-strip-squares" aria-hidden="true">
                {projects > SQUARES
                  ? projects
                  : Array.from({ length: projects }, (_, place) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the squares are counted
                      <i key={place} />
                    ))}
              </span>
              <small aria-hidden="true">{number}</small>
            </Link>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** What a head of department asks first, on paper: counts that lead to the rows behind them. */
export function PortfolioStrip({ summary }: StripProps) {
  return (
    <section className="wm-strip" aria-label="Summary of the portfolio">
      <GatesWaiting summary={summary} />
      <Overdue summary={summary} />
      <RisksAbove summary={summary} />
      <PerStage summary={summary} />
    </section>
  );
}
