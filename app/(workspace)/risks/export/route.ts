import { filterAcross } from "@/components/risks/register-address";
import { readRegisterSearch } from "@/components/risks/register-search";
import { runQuery } from "@/lib/execution/query";
import { dayOf } from "@/lib/kernel/calendar";
import { now } from "@/lib/platform/clock";
import { exportRisks } from "@/lib/risk-imports/queries/export-risks";
import { exportCells, exportHead } from "@/lib/risk-imports/rules/export-row";
import { csvAnswer } from "@/lib/web/csv-answer";
import { listExport } from "@/lib/web/list-export";
import { xlsxAnswer } from "@/lib/web/xlsx-answer";

/** The register as it is filtered on the page, every page of it, as CSV or as a workbook. */
export function GET(request: Request): Promise<Response> {
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const { cursor: _, ...filter } = filterAcross(readRegisterSearch(params));
  const name = `risks-${dayOf(now())}`;
  return listExport({
    read: ({ actor, workspaceId, page }) =>
      runQuery(exportRisks, actor, { ...filter, workspaceId, ...page }),
    cells: exportCells,
    answer: (rows) =>
      params.format === "xlsx"
        ? xlsxAnswer({ fileName: `${name}.xlsx`, name: "Risks", head: exportHead, rows })
        : csvAnswer({ fileName: `${name}.csv`, head: exportHead, rows }),
  });
}
