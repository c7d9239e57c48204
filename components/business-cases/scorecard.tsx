import { Banner } from "@/components/ui/banner";
import { DueDay } from "@/components/ui/due-day";
import type { ScorecardView } from "@/lib/business-cases/schema/life-views";
import { formatNumber } from "@/lib/kernel/format-number";
import { paperDay } from "./paper-day";
import { ScorecardCell } from "./scorecard-cell";
import { type Row, toneOfVerdict } from "./scorecard-words";

type ScorecardProps = { view: ScorecardView; href: string };

/** The signed promises and what became of them: measures down, the life of the project across. */
export function Scorecard({ view, href }: ScorecardProps) {
  const { number, answer, checkpoints, rows } = view;
  if (number === null) {
    return null;
  }
  return (
    <section
      id="scorecard"
      aria-labelledby="scorecard-title"
      className="wm-paper-sheet space-y-4 border border-paper-line bg-paper p-6 shadow-paper sm:p-8"
    >
      <header className="flex flex-wrap items-end justify-between gap-3 border-ink border-b-2 pb-3">
        <div>
          <p className="text-ink-2 text-sm">Held against version {number}, as signed</p>
          <h2 id="scorecard-title" className="font-semibold text-2xl">
            Scorecard
          </h2>
        </div>
        <GoLive view={view} />
      </header>
      <div>
        <h3 className="mb-1 font-semibold text-sm text-spruce">Did it meet its objectives?</h3>
        <Banner tone={toneOfVerdict[answer.verdict]} lead={answer.sentence} />
      </div>
      <section
        className="overflow-x-auto print:overflow-visible"
        aria-label="Readings"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <table className="w-full min-w-[44rem] text-sm print:min-w-0 print:text-xs">
          <caption className="sr-only">Success criteria by checkpoint</caption>
          <thead>
            <tr className="border-ink-3 border-b text-left align-bottom text-2xs text-ink-2">
              <th scope="col" className="py-1 pr-3 font-medium">
                Measure
              </th>
              <th scope="col" className="py-1 pr-3 font-medium">
                Minimum, target
              </th>
              {checkpoints.map(({ checkpoint, label, on, isPlanned }) => (
                <th key={checkpoint} scope="col" className="py-1 pr-3 font-medium">
                  {label}
                  <span className="block font-normal text-ink-3">
                    {dayWords({ on, isPlanned })}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key} className="border-paper-line border-b align-top">
                <th scope="row" className="py-1.5 pr-3 text-left font-normal">
                  {row.criterion.measure}
                  <span className="block text-2xs text-ink-3">
                    {row.criterion.level === "business" ? "business" : "model"}
                    {row.criterion.reader === "" ? "" : `, read by ${row.criterion.reader}`}
                  </span>
                </th>
                <td className="py-1.5 pr-3 whitespace-nowrap">{limits(row)}</td>
                {row.cells.map((cell) => (
                  <ScorecardCell
                    key={cell.checkpoint}
                    cell={cell}
                    unit={row.criterion.unit}
                    href={
                      view.whyNotRecord === null
                        ? `${href}?read=${encodeURIComponent(row.key)}&at=${cell.checkpoint}#record`
                        : null
                    }
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function GoLive({ view }: { view: ScorecardView }) {
  const { on, from } = view.goLive;
  const origin = { lead: "said by the lead", gate: "the release gate passed", nobody: "" }[from];
  return (
    <p className="text-ink-2 text-xs">
      Went live: {on === null ? "not yet" : <DueDay on={on} show="plain" />}
      {origin === "" ? "" : `, ${origin}`}
    </p>
  );
}

function dayWords({ on, isPlanned }: { on: string | null; isPlanned: boolean }): string {
  if (on === null) {
    return "after go-live";
  }
  return isPlanned ? `planned ${paperDay(on)}` : paperDay(on);
}

function limits({ criterion }: Row): string {
  const sign = criterion.direction === "at-least" ? "≥" : "≤";
  return [criterion.minimum, criterion.target]
    .map((limit) => (limit === null ? "–" : `${sign} ${formatNumber(limit)}`))
    .join(", ");
}
