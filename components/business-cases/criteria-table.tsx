import type { SuccessCriterion } from "@/lib/business-cases/schema";
import { formatNumber } from "@/lib/kernel/format-number";
import { paperDay } from "./paper-day";

const signs = { "at-least": "≥", "at-most": "≤" } as const;

export function CriteriaTable({ criteria }: { criteria: readonly SuccessCriterion[] }) {
  if (criteria.length === 0) {
    return <p className="text-ink-3 text-sm">No success criterion yet.</p>;
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="overflow-x-auto" aria-label="Success criteria" tabIndex={0}>
      <table className="w-full min-w-[40rem] text-sm">
        <caption className="sr-only">Success criteria</caption>
        <thead>
          <tr className="border-ink-3 border-b text-left text-2xs text-ink-2">
            <th className="py-1 pr-3 font-medium">Measure</th>
            <th className="py-1 pr-3 text-right font-medium">Baseline</th>
            <th className="py-1 pr-3 text-right font-medium">Minimum</th>
            <th className="py-1 pr-3 text-right font-medium">Target</th>
            <th className="py-1 pr-3 font-medium">How and when it is read</th>
            <th className="py-1 font-medium">Who reads it</th>
          </tr>
        </thead>
        <tbody>
          {criteria.map((criterion, index) => (
            <tr
              // Rows have no identity of their own; the order is the order of the text.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              key={index}
              className="border-paper-line border-b align-top"
            >
              <td className="py-1.5 pr-3">{criterion.measure}</td>
              <td className="py-1.5 pr-3 text-right">{shown(criterion.baseline, criterion)}</td>
              <td className="py-1.5 pr-3 text-right">{limit(criterion.minimum, criterion)}</td>
              <td className="py-1.5 pr-3 text-right font-semibold">
                {limit(criterion.target, criterion)}
              </td>
              <td className="py-1.5 pr-3">
                {[
                  criterion.howMeasured,
                  criterion.measuredOn === null ? "" : paperDay(criterion.measuredOn),
                ]
                  .filter((text) => text !== "")
                  .join(", ")}
              </td>
              <td className="py-1.5">{criterion.reader}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function shown(value: number | null, { unit }: SuccessCriterion): string {
  return value === null ? "not measured" : `${formatNumber(value)}${unit === "" ? "" : ` ${unit}`}`;
}

function limit(value: number | null, criterion: SuccessCriterion): string {
  return value === null ? "–" : `${signs[criterion.direction]} ${shown(value, criterion)}`;
}
