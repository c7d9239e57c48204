import type { ReactNode } from "react";
import type { SuccessCriterion } from "@/lib/business-cases/schema";
import { formatNumber } from "@/lib/kernel/format-number";
import { paperDay } from "./paper-day";

const signs = { "at-least": "≥", "at-most": "≤" } as const;

export function CriteriaTable({ criteria }: { criteria: readonly SuccessCriterion[] }) {
  if (criteria.length === 0) {
    return <p className="text-ink-3 text-sm">No success criterion yet.</p>;
  }
  return (
    <table className="w-full text-sm max-sm:block">
      <caption className="sr-only">Success criteria</caption>
      <thead className="max-sm:sr-only">
        <tr className="border-ink-3 border-b text-left text-2xs text-ink-2">
          <th className="py-1 pr-3 font-medium">Measure</th>
          <th className="py-1 pr-3 text-right font-medium">Baseline</th>
          <th className="py-1 pr-3 text-right font-medium">Minimum</th>
          <th className="py-1 pr-3 text-right font-medium">Target</th>
          <th className="py-1 pr-3 font-medium">How and when it is read</th>
          <th className="py-1 font-medium">Who reads it</th>
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {criteria.map((criterion, index) => (
          <tr
            // Rows have no identity of their own; the order is the order of the text.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={index}
            className="border-paper-line border-b align-top max-sm:block max-sm:py-2"
          >
            <td className="py-1.5 pr-3 max-sm:block max-sm:py-0 max-sm:font-semibold">
              {criterion.measure}
            </td>
            <Figure label="Baseline">{shown(criterion.baseline, criterion)}</Figure>
            <Figure label="Minimum">{limit(criterion.minimum, criterion)}</Figure>
            <Figure label="Target">
              <strong className="font-semibold">{limit(criterion.target, criterion)}</strong>
            </Figure>
            <td className="py-1.5 pr-3 max-sm:block max-sm:py-0">{howAndWhen(criterion)}</td>
            <td className="py-1.5 max-sm:block max-sm:py-0">
              <span className="text-ink-2 sm:hidden">Read by </span>
              {criterion.reader}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** On a phone a figure is a line of its own, named on its left. */
function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <td className="py-1.5 pr-3 text-right max-sm:flex max-sm:justify-between max-sm:gap-3 max-sm:py-0 max-sm:pr-0">
      <span className="text-ink-2 sm:hidden">{label}</span>
      <span>{children}</span>
    </td>
  );
}

function howAndWhen({ howMeasured, measuredOn }: SuccessCriterion): string {
  const when = measuredOn === null ? "" : paperDay(measuredOn);
  return [howMeasured, when].filter((text) => text !== "").join(", ");
}

function shown(value: number | null, { unit }: SuccessCriterion): string {
  return value === null ? "not measured" : `${formatNumber(value)}${unit === "" ? "" : ` ${unit}`}`;
}

function limit(value: number | null, criterion: SuccessCriterion): string {
  return value === null ? "–" : `${signs[criterion.direction]} ${shown(value, criterion)}`;
}
