import { filterAcross, readRegisterSearch } from "@/components/risks/register-address";
import type { Actor } from "@/lib/authz/actor";
import { runQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { dayOf } from "@/lib/kernel/calendar";
import { now } from "@/lib/platform/clock";
import { exportRisks } from "@/lib/risk-imports/queries/export-risks";
import { exportCells, exportHead } from "@/lib/risk-imports/rules/export-row";
import { csvAnswer } from "@/lib/web/csv-answer";
import { openWorkspace } from "@/lib/web/frames";
import { problem } from "@/lib/web/problem";
import { currentActor } from "@/lib/web/session";
import { xlsxAnswer } from "@/lib/web/xlsx-answer";

const PAGE = 200;

type Wanted = { actor: Actor; workspaceId: string; filter: object };

function readPage({ actor, workspaceId, filter }: Wanted, cursor?: string) {
  return runQuery(exportRisks, actor, {
    ...filter,
    workspaceId,
    limit: PAGE,
    ...(cursor === undefined ? {} : { cursor }),
  });
}

type Page = Awaited<ReturnType<typeof readPage>>;

/** One page in memory at a time, each read when the one before it was taken. */
async function* rowsFrom(wanted: Wanted, first: Page) {
  let page = first;
  for (;;) {
    yield* page.rows.map(exportCells);
    if (page.nextCursor === null) {
      return;
    }
    page = await readPage(wanted, page.nextCursor);
  }
}

/** The register as it is filtered on the page, every page of it, as CSV or as a workbook. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (actor === null) {
    return problem(new AppError("unauthenticated", "Sign in first."));
  }
  const { id: workspaceId } = await openWorkspace();
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const { cursor: _, ...filter } = filterAcross(readRegisterSearch(params));
  const wanted = { actor, workspaceId, filter };
  try {
    const rows = rowsFrom(wanted, await readPage(wanted));
    const name = `risks-${dayOf(now())}`;
    return params.format === "xlsx"
      ? xlsxAnswer({ fileName: `${name}.xlsx`, name: "Risks", head: exportHead, rows })
      : csvAnswer({ fileName: `${name}.csv`, head: exportHead, rows });
  } catch (error) {
    if (error instanceof AppError) {
      return problem(error);
    }
    throw error;
  }
}
