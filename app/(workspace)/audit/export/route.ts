import { auditFilterOf, readAuditSearch } from "@/components/audit/audit-address";
import { auditCsvHead, auditCsvRow } from "@/lib/audit/audit-csv";
import { listAudit } from "@/lib/audit/queries";
import type { Actor } from "@/lib/authz/actor";
import { runQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { dayOf } from "@/lib/kernel/calendar";
import { now } from "@/lib/platform/clock";
import { csvAnswer } from "@/lib/web/csv-answer";
import { openWorkspace } from "@/lib/web/frames";
import { problem } from "@/lib/web/problem";
import { currentActor } from "@/lib/web/session";

const PAGE = 200;

type Wanted = { actor: Actor; workspaceId: string; filter: ReturnType<typeof auditFilterOf> };

function readPage({ actor, workspaceId, filter }: Wanted, cursor?: string) {
  return runQuery(listAudit, actor, { workspaceId, ...filter, limit: PAGE, cursor });
}

type Page = Awaited<ReturnType<typeof readPage>>;

/** One page in memory at a time, each read when the one before it was taken. */
async function* rowsFrom(wanted: Wanted, first: Page) {
  let page = first;
  for (;;) {
    yield* page.rows.map(auditCsvRow);
    if (page.nextCursor === null) {
      return;
    }
    page = await readPage(wanted, page.nextCursor);
  }
}

/** The trail as it is filtered on the page, every page of it, for spreadsheets. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (actor === null) {
    return problem(new AppError("unauthenticated", "Sign in first."));
  }
  const { id: workspaceId } = await openWorkspace();
  const search = readAuditSearch(Object.fromEntries(new URL(request.url).searchParams));
  const wanted = { actor, workspaceId, filter: auditFilterOf(search) };
  try {
    const first = await readPage(wanted);
    const fileName = `audit-${dayOf(now())}.csv`;
    return csvAnswer({ fileName, head: auditCsvHead, rows: rowsFrom(wanted, first) });
  } catch (error) {
    if (error instanceof AppError) {
      return problem(error);
    }
    throw error;
  }
}
