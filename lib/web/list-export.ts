import "server-only";
import type { Actor } from "@/lib/authz/actor";
import { AppError } from "@/lib/kernel/app-error";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { openWorkspace } from "@/lib/web/frames";
import { problem } from "@/lib/web/problem";
import { currentActor } from "@/lib/web/session";

const PAGE = 200;

type Cell = string | number;
type Page<Row> = { rows: readonly Row[]; nextCursor: string | null };

/** Whose list, and from where on. */
type Place = {
  actor: Actor;
  workspaceId: WorkspaceId;
  page: { limit: number; cursor?: string };
};

type ListExport<Row> = {
  read: (place: Place) => Promise<Page<Row>>;
  cells: (row: Row) => readonly Cell[];
  answer: (rows: AsyncIterable<readonly Cell[]>) => Response;
};

/**
 * A whole list as a file. The first page is read before anything is sent, so
 * that a refusal is an answer of its own; every other one when the one before
 * it was taken, so that one page is in memory at a time.
 */
export async function listExport<Row>({ read, cells, answer }: ListExport<Row>): Promise<Response> {
  const actor = await currentActor();
  if (actor === null) {
    return problem(new AppError("unauthenticated", "Sign in first."));
  }
  const { id: workspaceId } = await openWorkspace();
  const readAt = (cursor?: string) =>
    read({
      actor,
      workspaceId,
      page: { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) },
    });
  try {
    const first = await readAt();
    return answer(cellsFrom(first, { readAt, cells }));
  } catch (error) {
    if (error instanceof AppError) {
      return problem(error);
    }
    throw error;
  }
}

async function* cellsFrom<Row>(
  first: Page<Row>,
  by: { readAt: (cursor: string) => Promise<Page<Row>>; cells: ListExport<Row>["cells"] },
) {
  let page = first;
  for (;;) {
    yield* page.rows.map(by.cells);
    if (page.nextCursor === null) {
      return;
    }
    page = await by.readAt(page.nextCursor);
  }
}
