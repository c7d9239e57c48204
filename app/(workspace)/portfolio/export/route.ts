import { runQuery } from "@/lib/execution/query";
import { dayOf } from "@/lib/kernel/calendar";
import { now } from "@/lib/platform/clock";
import { listPortfolio } from "@/lib/portfolio/queries/list-portfolio";
import { filterOfAddress, readPortfolioAddress } from "@/lib/portfolio/rules/portfolio-address";
import { portfolioCsvHead, portfolioCsvRow } from "@/lib/portfolio/rules/portfolio-csv";
import { csvAnswer } from "@/lib/web/csv-answer";
import { listExport } from "@/lib/web/list-export";

/** The list as it is filtered and sorted on the page, every page of it. */
export function GET(request: Request): Promise<Response> {
  const address = readPortfolioAddress(Object.fromEntries(new URL(request.url).searchParams));
  const filter = filterOfAddress({ ...address, cursor: undefined });
  const fileName = `portfolio-${dayOf(now())}.csv`;
  return listExport({
    read: ({ actor, workspaceId, page }) =>
      runQuery(listPortfolio, actor, { ...filter, workspaceId, ...page }),
    cells: portfolioCsvRow,
    answer: (rows) => csvAnswer({ fileName, head: portfolioCsvHead, rows }),
  });
}
