import type { PortfolioRowView } from "@/lib/portfolio/schema";

type Cell = string | number;

/** Heads of the exported list, each with what stands below it. */
const columns: Readonly<Record<string, (row: PortfolioRowView) => Cell>> = {
  Key: (row) => row.key,
  Project: (row) => row.name,
  Status: (row) => row.status,
  Unit: (row) => row.unit,
  Owner: (row) => row.owner.name,
  Strictness: (row) => row.strictness,
  Iteration: (row) => row.iteration,
  Stage: (row) => stageOf(row)?.number ?? "",
  "Stage name": (row) => stageOf(row)?.name ?? "",
  "Slip (days)": (row) => row.slipDays,
  Health: (row) => (row.status === "closed" ? "" : words(row.health.state)),
  "Health because": (row) => (row.status === "closed" ? "" : row.health.reason),
  "Next gate": (row) => row.nextGate?.code ?? "",
  "Gate name": (row) => row.nextGate?.name ?? "",
  "Gate state": (row) => words(row.nextGate?.state ?? ""),
  "Gate due": (row) => row.nextGate?.dueOn ?? "",
  "Gate overdue": (row) => (row.nextGate?.isOverdue === true ? "yes" : ""),
  "Top risk": (row) => row.topRisk?.key ?? "",
  "Top risk title": (row) => row.topRisk?.title ?? "",
  "Top risk score": (row) => row.topRisk?.score ?? "",
  "Above appetite": (row) => (row.topRisk?.isAboveAppetite === true ? "yes" : ""),
};

export const portfolioCsvHead: readonly string[] = Object.keys(columns);

/** Numbers stay numbers and days stay ISO days, so that a spreadsheet can count with them. */
export function portfolioCsvRow(row: PortfolioRowView): Cell[] {
  return Object.values(columns).map((cell) => cell(row));
}

function stageOf(row: PortfolioRowView) {
  return row.trail.stages.find(({ number }) => number === row.stageNumber);
}

function words(code: string): string {
  return code.replaceAll("_", " ");
}
