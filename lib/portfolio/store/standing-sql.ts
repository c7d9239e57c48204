import "server-only";
import type { WorkspaceAccess } from "@/lib/authz/access";
import { Prisma } from "@/prisma/generated/client";

// Days since a Monday tell Saturday and Sunday; a weekend counts as the Friday before it.
const MONDAY = Prisma.raw("DATE '1970-01-05'");

/** Projects of the workspace the reader may see: their own, or all for those who look after it. */
export function visibleTo(access: WorkspaceAccess): Prisma.Sql {
  const { workspaceRole, userId } = access.member;
  const ofWorkspace = Prisma.sql`p."workspaceId" = ${access.workspaceId}::uuid`;
  if (workspaceRole !== "member") {
    return ofWorkspace;
  }
  return Prisma.sql`${ofWorkspace} AND EXISTS (SELECT 1 FROM project_members mine
    WHERE mine."projectId" = p.id AND mine."userId" = ${userId}::uuid
      AND mine."removedAt" IS NULL)`;
}

/**
 * The standing of projects on a day: one row per project that fits the condition on `projects p`.
 * The database keeps what needs no clock (`project_standings`); this adds slip, lateness and
 * health, as `slipDays` and `healthOf` have them. A test compares both on generated projects.
 */
export function standingOn(today: string, visible: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT d.*, CASE
        WHEN d.status = 'paused' THEN 'paused'
        WHEN d."hasRejectedGate" OR d."risksAbove" > 0
          OR d."slipDays" > GREATEST(0, 0.2::float8 * d."plannedDays") THEN 'off_track'
        WHEN d."hasLapsedGate" OR d."conditionDueOn" < ${today}::date
          OR d."slipDays" > GREATEST(0, 0.1::float8 * d."plannedDays") THEN 'at_risk'
        ELSE 'on_track' END AS health
    FROM (
      SELECT p.id, p.name, p.status, p.unit, p."ownerId", t.*,
        COALESCE(a."asOf" - GREATEST(0, (a."asOf" - ${MONDAY}) % 7 - 4) - t."plannedOn", 0)
          AS "slipDays"
      FROM projects p
      JOIN project_standings t ON t."projectId" = p.id
      CROSS JOIN LATERAL (SELECT
        COALESCE((p."closedAt" AT TIME ZONE 'UTC')::date, ${today}::date) AS "asOf") a
      WHERE ${visible}
    ) d`;
}
