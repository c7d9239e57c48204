import "server-only";
import type { ProjectRole } from "@/lib/authz/permissions";
import { addDays } from "@/lib/kernel/calendar";
import type { WorkspaceId } from "@/lib/kernel/ids";
import type { ReadDb } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

export type AuditRow = {
  index: bigint;
  id: string;
  workspaceId: string;
  type: string;
  data: unknown;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  at: Date;
  projectId: string | null;
  projectKey: string | null;
  projectName: string | null;
  canonical: string;
  leafHash: Uint8Array;
  /** A head was signed with this entry as its last one. */
  isCheckpoint: boolean;
  /** Some signed head covers it. */
  isCovered: boolean;
  /** The signature the entry speaks of, as it is stored. */
  signed: StoredSignature | null;
};

type StoredSignature = {
  signerName: string;
  signedFor: string | null;
  role: ProjectRole;
  meaning: string;
  signedAt: string;
  assurance: string;
};

const UUID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";

export type TrailFilter = {
  workspaceId: WorkspaceId;
  projectId?: string | undefined;
  actorId?: string | undefined;
  type?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

export type AuditFilter = TrailFilter & { before: number | null; limit: number };

/** The first instant of a day in UTC, whatever zone the connection has. */
export function startOf(day: string): Prisma.Sql {
  return Prisma.sql`${`${day}T00:00:00Z`}::timestamptz`;
}

/** What a trail is narrowed to, for a statement that calls the entries `e`. */
export function conditionsOf(filter: TrailFilter): Prisma.Sql {
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
    conditions.push(Prisma.sql`e.at >= ${startOf(filter.from)}`);
  }
  if (filter.to !== undefined) {
    conditions.push(Prisma.sql`e.at < ${startOf(addDays(filter.to, 1))}`);
  }
  return Prisma.join(conditions, " AND ");
}

/** What a row of the trail shows, with everything its own record is compared with. */
export const auditColumns = Prisma.sql`e.index, e.id, e."workspaceId", e.type, e.data,
  e."actorKind", e."actorId", e."actorName", e.at, e."projectId", p.key AS "projectKey",
  p.name AS "projectName", e.canonical, e."leafHash",
  EXISTS (SELECT FROM ledger_checkpoints c
    WHERE c."workspaceId" = e."workspaceId" AND c.size = e.index + 1) AS "isCheckpoint",
  EXISTS (SELECT FROM ledger_checkpoints c
    WHERE c."workspaceId" = e."workspaceId" AND c.size > e.index) AS "isCovered",
  (SELECT json_build_object('signerName', s."signerName",
      'signedFor', s.statement->'delegatedFrom'->>'name', 'role', s.role, 'meaning', s.meaning,
      'signedAt', s."signedAt", 'assurance', s.assurance)
    FROM signatures s WHERE s."workspaceId" = e."workspaceId"
      AND s.id = CASE WHEN e.data->>'signatureId' ~ ${UUID}
        THEN (e.data->>'signatureId')::uuid END) AS signed`;

/** Newest first, one statement, keyset by the ledger's own index. */
export async function listAuditRows(db: ReadDb, filter: AuditFilter): Promise<AuditRow[]> {
  const { before, limit } = filter;
  return db.$queryRaw<AuditRow[]>`
    SELECT ${auditColumns}
    FROM audit_events e
    LEFT JOIN projects p ON p.id = e."projectId"
    WHERE ${conditionsOf(filter)} ${before === null ? Prisma.empty : Prisma.sql`AND e.index < ${before}`}
    ORDER BY e.index DESC
    LIMIT ${limit + 1}`;
}

export async function ledgerSize(db: ReadDb, workspaceId: WorkspaceId): Promise<number> {
  const head = await db.ledgerHead.findFirst({ where: { workspaceId } });
  return Number(head?.size ?? 0);
}

/** As many as somebody looks through; a text finds the others. */
const CHOICES_MAX = 20;

type Choices = {
  people: { id: string; name: string }[];
  projects: { id: string; key: string; name: string }[];
};

/** Members past and present, guests, and projects, by name: those that fit the text, and those chosen. */
export async function listTrailPlaces(
  db: ReadDb,
  wanted: { workspaceId: WorkspaceId; text: string; actorId: string; projectId: string },
): Promise<Choices & { hasMore: boolean }> {
  const { workspaceId, actorId, projectId } = wanted;
  const plain = wanted.text.replaceAll(/[\\%_]/g, String.raw`\$&`);
  const part = `%${plain}%`;
  const rows = await db.$queryRaw<Choices[]>`
    SELECT
      COALESCE((SELECT json_agg(x) FROM (
        SELECT u.id, u.name FROM (
          SELECT u.id, u.name FROM memberships m JOIN users u ON u.id = m."userId"
            WHERE m."workspaceId" = ${workspaceId}::uuid
          UNION ALL SELECT g.id, g.name || ', guest' FROM signing_guests g
            WHERE g."workspaceId" = ${workspaceId}::uuid) u
        WHERE u.name ILIKE ${part} OR u.id = ${actorId}::uuid
        ORDER BY u.id <> ${actorId}::uuid, u.name, u.id LIMIT ${CHOICES_MAX + 1}) x), '[]') AS people,
      COALESCE((SELECT json_agg(x) FROM (
        SELECT p.id, p.key, p.name FROM projects p
        WHERE p."workspaceId" = ${workspaceId}::uuid
          AND (p.name ILIKE ${part} OR p.key ILIKE ${`${plain}%`} OR p.id = ${projectId}::uuid)
        ORDER BY p.id <> ${projectId}::uuid, p.key LIMIT ${CHOICES_MAX + 1}) x), '[]') AS projects`;
  const { people, projects } = rows[0] ?? { people: [], projects: [] };
  return {
    people: people.slice(0, CHOICES_MAX),
    projects: projects.slice(0, CHOICES_MAX),
    hasMore: people.length > CHOICES_MAX || projects.length > CHOICES_MAX,
  };
}
