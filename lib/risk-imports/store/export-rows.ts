import "server-only";
import type { ReadDb } from "@/lib/platform/db";
import type { RegisteredRow } from "@/lib/risk-imports/rules/export-row";

type Rest = Omit<
  RegisteredRow,
  "projectKey" | "number" | "title" | "stageNumber" | "stageName" | "ownerName"
>;

/** What the list of the register leaves out of its rows, for one page of them. */
export async function loadExportDetails(
  db: ReadDb,
  ids: readonly string[],
): Promise<Map<string, Rest>> {
  const rows = await db.$queryRaw<({ id: string } & Rest)[]>`
    SELECT r.id, r.cause, r.event, r.consequence, r.category::text, u.email AS "ownerEmail",
      r."identifiedOn"::text, r.source::text, r."inherentLikelihood", r."inherentImpact",
      r.likelihood, r.impact, r."residualLikelihood", r."residualImpact", r.knowledge::text,
      r.treatment::text, r."treatmentNote", r."dueOn"::text, r.status::text
    FROM risks r LEFT JOIN users u ON u.id = r."ownerId"
    WHERE r.id = ANY(${[...ids]}::uuid[])`;
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}
