import type { CaseContent, CaseSection, MoneyLine } from "@/lib/business-cases/schema";

type TextOf = { [Section in CaseSection]: (part: CaseContent[Section]) => string[] };

/** A section as the lines a reader compares, one per row. */
export function textOfSection(content: CaseContent, section: CaseSection): string[] {
  const write = textOf[section] as (part: CaseContent[CaseSection]) => string[];
  return write(content[section]);
}

const paragraph = (value: string) => (value === "" ? [] : value.split("\n"));
const lines = (rows: readonly string[]) => [...rows];
const joined = (parts: readonly (string | null)[]) =>
  parts.filter((part) => part !== null && part !== "").join("; ");

const textOf: TextOf = {
  title: paragraph,
  background: paragraph,
  businessObjective: paragraph,
  mlObjective: paragraph,
  successCriteria: (rows) =>
    rows.map((row) =>
      joined([
        `${row.measure} (${row.level})`,
        figure("today", row.baseline, row.unit),
        figure(row.direction === "at-least" ? "at least" : "at most", row.minimum, row.unit),
        figure("target", row.target, row.unit),
        row.howMeasured,
        row.measuredOn,
        row.reader === "" ? null : `read by ${row.reader}`,
      ]),
    ),
  similarEfforts: (rows) =>
    rows.map((row) =>
      joined([row.name, row.result ?? null, row.lesson, row.use.replaceAll("_", " "), row.why]),
    ),
  scopeIn: lines,
  scopeOut: lines,
  assumptions: (rows) =>
    rows.map((row) =>
      joined([row.text, row.owner, row.verifyBy === null ? null : `verify by ${row.verifyBy}`]),
    ),
  constraints: lines,
  resources: lines,
  economics: ({ unit, ratePercent, horizonYears, costs, benefits }) => [
    ...(unit === "" ? [] : [`Sums in ${unit}`]),
    ...(ratePercent === null ? [] : [`Rate ${ratePercent} % a year`]),
    ...(horizonYears === null ? [] : [`Horizon ${horizonYears} years`]),
    ...costs.map((row) => moneyText("Cost", row)),
    ...benefits.map((row) => moneyText("Benefit", row)),
  ],
  sponsor: paragraph,
  stakeholders: (rows) => rows.map((row) => joined([row.name, row.part, row.raci])),
  timeline: ({ startOn, endOn, milestones }) => [
    ...(startOn === null ? [] : [`Start ${startOn}`]),
    ...(endOn === null ? [] : [`End ${endOn}`]),
    ...milestones.map((row) => joined([row.name, row.on])),
  ],
  dependencies: lines,
};

function figure(name: string, value: number | null, unit: string): string | null {
  return value === null ? null : `${name} ${value} ${unit}`.trim();
}

function moneyText(kind: string, row: MoneyLine): string {
  const range = [row.low, row.likely, row.high].map((value) => value ?? "?").join(" / ");
  return joined([`${kind}: ${row.label}`, `${range} ${row.unit}`.trim(), row.rhythm]);
}
