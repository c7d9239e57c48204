import "server-only";
import { addDays } from "@/lib/kernel/calendar";
import type { WorkspaceId } from "@/lib/kernel/ids";
import type { ReadDb } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

export type AuditRow = {
  index: bigint;
  id: string;
  type: string;
  data: unknown;
  actorKind: string;
  actorName: string;
  at: Date;
  projectId: string | null;
  projectKey: string | null;
  projectName: string | null;
  leafHash: string;
};

export type AuditFilter = {
  workspaceId: WorkspaceId;
  projectId?: string | undefined;
  actorId?: string | undefined;
  type?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  before: number | null;
  limit: number;
};

/** Newest first, one statement, keyset by the ledger's own index. */
export async function listAuditRows(db: ReadDb, filter: AuditFilter): Promise<AuditRow[]> {
  const conditions = [Prisma.sql`e."workspaceId" = ${filter.workspaceId}::uuid`];
  if (filter.projectId !== undefined) {
    conditions.push(Prisma.sql`e."projectId" = ${filter.projectId}::uuid`);
  }
  if (filter.actorId !== undefined) {
    conditions.push(Prisma.sql`e."actorId" = ${filter.actorId}::uuid`);
  }
  if (filter.type !== undefined && filter.type !== "") {
    conditions.push(Prisma.sql`split_part(e.type, '.', 1) = ${filter.type}`);
  }
  if (filter.from !== undefined) {
    conditions.push(Prisma.sql`e.at >= ${filter.from}::date`);
  }
  if (filter.to !== undefined) {
    conditions.push(Prisma.sql`e.at < ${addDays(filter.to, 1)}::date`);
  }
  if (filter.before !== null) {
    conditions.push(Prisma.sql`e.index < ${filter.before}`);
  }
  return db.$queryRaw<AuditRow[]>`
    SELECT e.index, e.id, e.type, e.data, e."actorKind", e."actorName", e.at, e."projectId",
           p.key AS "projectKey", p.name AS "projectName", encode(e."leafHash", 'hex') AS "leafHash"
    FROM audit_events e
    LEFT JOIN projects p ON p.id = e."projectId"
    WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY e.index DESC
    LIMIT ${filter.limit + 1}`;
}

export async function ledgerSize(db: ReadDb, workspaceId: WorkspaceId): Promise<number> {
  const head = await db.ledgerHead.findFirst({ where: { workspaceId } });
  return Number(head?.size ?? 0);
}

const CHOICES_MAX = 500;

/** Members past and present, and projects, in the order of their names. */
export async function listTrailPlaces(db: ReadDb, workspaceId: WorkspaceId) {
  const [members, projects] = await Promise.all([
    db.membership.findMany({
      where: { workspaceId },
      select: { user: { select: { id: true, name: true } } },
      orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
      take: CHOICES_MAX,
    }),
    db.project.findMany({
      where: { workspaceId },
      select: { id: true, key: true, name: true },
      orderBy: [{ key: "asc" }],
      take: CHOICES_MAX,
    }),
  ]);
  return { people: members.map((member) => member.user), projects };
}
