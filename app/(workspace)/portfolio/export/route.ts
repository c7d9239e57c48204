import type { Actor } from "@/lib/authz/actor";
import { runQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { dayOf } from "@/lib/kernel/calendar";
import { now } from "@/lib/platform/clock";
import { listPortfolio } from "@/lib/portfolio/queries/list-portfolio";
import {
  filterOfAddress,
  type PortfolioAddress,
  readPortfolioAddress,
} from "@/lib/portfolio/rules/portfolio-address";
import { portfolioCsvHead, portfolioCsvRow } from "@/lib/portfolio/rules/portfolio-csv";
import { csvAnswer } from "@/lib/web/csv-answer";
import { openWorkspace } from "@/lib/web/frames";
import { problem } from "@/lib/web/problem";
import { currentActor } from "@/lib/web/session";

const PAGE = 200;

type Wanted = { actor: Actor; workspaceId: string; address: PortfolioAddress };

function readPage({ actor, workspaceId, address }: Wanted, cursor?: string) {
  const filter = { ...filterOfAddress({ ...address, cursor: undefined }), limit: PAGE };
  return runQuery(listPortfolio, actor, {
    workspaceId,
    ...filter,
    ...(cursor === undefined ? {} : { cursor }),
  });
}

type Page = Awaited<ReturnType<typeof readPage>>;

/** One page in memory at a time, each read when the one before it was taken. */
async function* rowsFrom(wanted: Wanted, first: Page) {
  let page = first;
  for (;;) {
    yield* page.rows.map(portfolioCsvRow);
    if (page.nextCursor === null) {
      return;
    }
    page = await readPage(wanted, page.nextCursor);
  }
}

/** The list as it is filtered and sorted on the page, every page of it. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (actor === null) {
    return problem(new AppError("unauthenticated", "Sign in first."));
  }
  const { id: workspaceId } = await openWorkspace();
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const wanted = { actor, workspaceId, address: readPortfolioAddress(params) };
  try {
    const first = await readPage(wanted);
    return csvAnswer({
      fileName: `portfolio-${dayOf(now())}.csv`,
      head: portfolioCsvHead,
      rows: rowsFrom(wanted, first),
    });
  } catch (error) {
    if (error instanceof AppError) {
      return problem(error);
    }
    throw error;
  }
}
