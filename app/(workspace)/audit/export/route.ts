import { auditFilterOf, readAuditSearch } from "@/components/audit/audit-address";
import { auditCsvHead, auditCsvRow } from "@/lib/audit/audit-csv";
import { listAudit } from "@/lib/audit/queries";
import { runQuery } from "@/lib/execution/query";
import { dayOf } from "@/lib/kernel/calendar";
import { now } from "@/lib/platform/clock";
import { csvAnswer } from "@/lib/web/csv-answer";
import { listExport } from "@/lib/web/list-export";

/** The trail as it is filtered on the page, every page of it, for spreadsheets. */
export function GET(request: Request): Promise<Response> {
  const search = readAuditSearch(Object.fromEntries(new URL(request.url).searchParams));
  const filter = auditFilterOf(search);
  const fileName = `audit-${dayOf(now())}.csv`;
  return listExport({
    read: ({ actor, workspaceId, page }) =>
      runQuery(listAudit, actor, { ...filter, workspaceId, ...page }),
    cells: auditCsvRow,
    answer: (rows) => csvAnswer({ fileName, head: auditCsvHead, rows }),
  });
}
