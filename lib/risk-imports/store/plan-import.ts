import "server-only";
import { randomUUID } from "node:crypto";
import { dayOf } from "@/lib/kernel/calendar";
import type { Tx } from "@/lib/platform/db";
import type { ImportRow, RiskToImport } from "@/lib/risk-imports/rules/import-row";
import {
  columnsOf,
  type RiskBefore,
  updatedColumns,
  type WrittenRisk,
} from "@/lib/risk-imports/rules/written-risk";
import { changedMeanwhile, holdRisks, takeRiskNumbers } from "@/lib/risk-imports/store/write-risks";
import { nextReviewOn, reviewAfterRating } from "@/lib/risks/rules/reviews";
import type { Matrix } from "@/lib/risks/schema/matrix";

type Planned = { row: ImportRow; risk: RiskToImport };

/** What each row becomes: a number for every new risk, and for every update what stood there. */
export async function planImport(
  tx: Tx,
  rows: readonly ImportRow[],
  facts: { matrix: Matrix; now: Date },
): Promise<WrittenRisk[]> {
  const planned = rows.flatMap((row): Planned[] =>
    row.risk !== null && (row.fate === "add" || row.fate === "update")
      ? [{ row, risk: row.risk }]
      : [],
  );
  const numbers = await takeRiskNumbers(tx, newRisksPerProject(planned));
  const before = await holdRisks(
    tx,
    planned.flatMap(({ row }) => updatedIdOf(row) ?? []),
  );
  return planned.map(({ row, risk }) => {
    const id = updatedIdOf(row);
    return id === null
      ? newRisk(risk, numbers, facts)
      : updatedRisk({ row, risk }, before.get(id), facts);
  });
}

function updatedIdOf({ fate, duplicate }: ImportRow): string | null {
  return fate === "update" && duplicate?.of.kind === "risk" ? duplicate.of.id : null;
}

function newRisksPerProject(planned: readonly Planned[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { row, risk } of planned) {
    if (row.fate === "add") {
      counts.set(risk.projectId, (counts.get(risk.projectId) ?? 0) + 1);
    }
  }
  return counts;
}

type Facts = { matrix: Matrix; now: Date };

function newRisk(risk: RiskToImport, numbers: Map<string, number>, facts: Facts): WrittenRisk {
  const { projectId } = risk;
  const number = (numbers.get(projectId) ?? 0) + 1;
  numbers.set(projectId, number);
  const reviewDueOn = nextReviewOn(facts.matrix, risk.current, dayOf(facts.now));
  const columns = { ...columnsOf(risk), reviewDueOn };
  return { id: randomUUID(), projectId, number, version: 1, columns, before: null };
}

function updatedRisk(
  { row, risk }: Planned,
  before: RiskBefore | undefined,
  { matrix, now }: Facts,
): WrittenRisk {
  if (before === undefined) {
    throw changedMeanwhile();
  }
  const columns = updatedColumns(row, risk, before);
  const isRated = columns.likelihood !== before.likelihood || columns.impact !== before.impact;
  const reviewDueOn = isRated
    ? reviewAfterRating(before.reviewDueOn, nextReviewOn(matrix, columns, dayOf(now)))
    : before.reviewDueOn;
  const { id, projectId, number } = before;
  const version = before.version + 1;
  return { id, projectId, number, version, columns: { ...columns, reviewDueOn }, before };
}
