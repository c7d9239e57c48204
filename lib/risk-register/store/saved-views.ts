import "server-only";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import type { RiskViewId, WorkspaceId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";

type Kept = { id: string; ownerId: string; name: string; filters: unknown; isShared: boolean };

/** Another person's own view is not there for anybody else. */
export async function loadView(
  db: ReadDb,
  at: { id: RiskViewId; workspaceId: WorkspaceId; readerId: string },
): Promise<Kept> {
  const { id, workspaceId, readerId } = at;
  const visible = [{ ownerId: readerId }, { isShared: true }];
  const view = await db.riskSavedView.findFirst({ where: { id, workspaceId, OR: visible } });
  if (view === null) {
    throw new AppError("not_found", "There is no such view any more.");
  }
  return view;
}

export async function workspaceScopeOfView(db: ReadDb, id: RiskViewId) {
  const row = await db.riskSavedView.findFirst({ where: { id }, select: { workspaceId: true } });
  return row === null
    ? null
    : { kind: "workspace" as const, workspaceId: row.workspaceId as WorkspaceId };
}

type VisibleView = Kept & { ownerName: string; version: number };

/** A person's own views first, then those of others that are shared. */
export function listVisibleViews(
  db: ReadDb,
  { workspaceId, readerId }: { workspaceId: string; readerId: string },
): Promise<VisibleView[]> {
  return db.$queryRaw<VisibleView[]>`
    SELECT v.id, v."ownerId", v.name, v.filters, v."isShared", v.version, u.name AS "ownerName"
    FROM risk_saved_views v JOIN users u ON u.id = v."ownerId"
    WHERE v."workspaceId" = ${workspaceId}::uuid
      AND (v."ownerId" = ${readerId}::uuid OR v."isShared")
    ORDER BY v."ownerId" <> ${readerId}::uuid, lower(v.name), v.id LIMIT 100`;
}

export async function demandFreeName(
  tx: Tx,
  at: { workspaceId: string; ownerId: string; name: string; except?: string },
): Promise<void> {
  const { except, ...where } = at;
  const id = except === undefined ? {} : { id: { not: except } };
  if ((await tx.riskSavedView.count({ where: { ...where, ...id } })) > 0) {
    throw fieldError("name", "You have a view of this name. Choose another one.");
  }
}

const MOST = 50;

export async function createView(
  tx: Tx,
  view: {
    workspaceId: string;
    ownerId: string;
    name: string;
    search: string;
    isShared: boolean;
    createdAt: Date;
  },
): Promise<RiskViewId> {
  const { search, ...facts } = view;
  const { workspaceId, ownerId } = view;
  if ((await tx.riskSavedView.count({ where: { workspaceId, ownerId } })) >= MOST) {
    throw new AppError("rule_refused", `You keep ${MOST} views already. Delete one first.`);
  }
  const row = await tx.riskSavedView.create({
    data: { ...facts, filters: { search } },
    select: { id: true },
  });
  return row.id as RiskViewId;
}

export async function saveView(
  tx: Tx,
  at: { id: RiskViewId; version: number },
  data: { name: string; isShared: boolean },
): Promise<void> {
  const { count } = await tx.riskSavedView.updateMany({
    where: at,
    data: { ...data, version: { increment: 1 } },
  });
  demandOne(count);
}

export async function removeView(tx: Tx, at: { id: RiskViewId; version: number }): Promise<void> {
  demandOne((await tx.riskSavedView.deleteMany({ where: at })).count);
}

function demandOne(count: number): void {
  if (count === 0) {
    throw new AppError(
      "conflict",
      "Somebody changed this view in the meantime. Look at it again first.",
    );
  }
}

/** The address part a view keeps; nothing for a row of another shape. */
export function searchOf({ filters }: { filters: unknown }): string {
  const isKept = typeof filters === "object" && filters !== null && "search" in filters;
  return isKept && typeof filters.search === "string" ? filters.search : "";
}
