import "server-only";
import type { ProjectRole } from "@/lib/authz/permissions";
import type { ReadDb } from "@/lib/platform/db";
import type { KnowledgeStrength, RiskStatus } from "@/lib/risks/schema";
import {
  conditionsOf,
  conditionsOfPeopleAndPlaces,
  type PeopleAndPlaces,
  type RegisterConditions,
} from "@/lib/risks/store/register-filter";
import { Prisma } from "@/prisma/generated/client";

/** More than one meeting gets through. */
const QUEUE_SHOWN = 200;
const REVIEWS_SHOWN = 500;

export type QueueRow = {
  id: string;
  number: number;
  title: string;
  projectKey: string;
  score: number;
  shade: number;
  reviewDueOn: string | null;
  ownerId: string | null;
  /** What the reader is in its project. */
  roles: ProjectRole[];
  total: number;
};

type Queue = RegisterConditions & { userId: string; extent: "due" | "all"; since: string };

/** What waits for its review, the first of the order of `inQueueOrder`; one statement. */
export function listQueue(db: ReadDb, queue: Queue): Promise<QueueRow[]> {
  const { userId, extent, since, today } = queue;
  const conditions = [
    ...conditionsOf(queue),
    Prisma.sql`r.status <> 'closed'`,
    Prisma.sql`(r."reviewedAt" IS NULL OR r."reviewedAt" < ${since}::timestamptz)`,
    ...(extent === "due" ? [Prisma.sql`r."reviewDueOn" <= ${today}::date`] : []),
  ];
  return db.$queryRaw<QueueRow[]>`
    SELECT r.id, r.number, r.title, p.key AS "projectKey", r.score, r.shade,
      r."reviewDueOn"::text, r."ownerId", COALESCE(pm.roles::text[], '{}') AS roles, r.total
    FROM (SELECT r.*, count(*) OVER ()::int AS total FROM risks r
      WHERE ${Prisma.join(conditions, " AND ")}
      ORDER BY r."reviewDueOn" NULLS LAST, r.score DESC, r.id LIMIT ${QUEUE_SHOWN}) r
    JOIN projects p ON p.id = r."projectId"
    LEFT JOIN project_members pm ON pm."projectId" = r."projectId"
      AND pm."userId" = ${userId}::uuid AND pm."removedAt" IS NULL`;
}

export type ReviewRow = {
  id: string;
  riskId: string;
  number: number;
  title: string;
  projectId: string;
  projectKey: string;
  projectName: string;
  status: RiskStatus;
  isStillTrue: boolean;
  beforeLikelihood: number | null;
  beforeImpact: number | null;
  likelihood: number;
  impact: number;
  knowledge: KnowledgeStrength;
  note: string;
  evidenceId: string | null;
  evidenceTitle: string | null;
  nextDueOn: string | null;
  byId: string;
  byName: string;
  reviewedAt: Date;
  total: number;
};

type Meeting = PeopleAndPlaces & { since: string; until: string | null };

/** What was recorded in a meeting, with the level each risk had before; one statement. */
export function listReviews(db: ReadDb, meeting: Meeting): Promise<ReviewRow[]> {
  const { since, until } = meeting;
  const conditions = [
    ...conditionsOfPeopleAndPlaces(meeting),
    Prisma.sql`v."reviewedAt" >= ${since}::timestamptz`,
    ...(until === null ? [] : [Prisma.sql`v."reviewedAt" < ${until}::timestamptz`]),
  ];
  return db.$queryRaw<ReviewRow[]>`
    SELECT v.id, v."riskId", r.number, r.title, r."projectId", p.key AS "projectKey",
      p.name AS "projectName", r.status::text, v."isStillTrue", b.likelihood AS "beforeLikelihood",
      b.impact AS "beforeImpact", v.likelihood, v.impact, v.knowledge::text, v.note,
      v."evidenceId", e.title AS "evidenceTitle", v."nextDueOn"::text, u.id AS "byId",
      u.name AS "byName", v."reviewedAt", count(*) OVER ()::int AS total
    FROM risk_reviews v
    JOIN risks r ON r.id = v."riskId"
    JOIN projects p ON p.id = r."projectId"
    JOIN users u ON u.id = v."reviewedById"
    LEFT JOIN evidence e ON e.id = v."evidenceId"
    LEFT JOIN LATERAL (${LEVEL_BEFORE}) b ON true
    WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY v."reviewedAt", v.id LIMIT ${REVIEWS_SHOWN}`;
}

/** The current level rated last before, else the one the risk was raised with. */
const LEVEL_BEFORE = Prisma.sql`
  SELECT c.likelihood, c.impact FROM risk_level_changes c
  WHERE c."riskId" = v."riskId" AND c."changedAt" < v."reviewedAt" AND c.kind <> 'residual'
  ORDER BY c.kind = 'current' DESC, CASE WHEN c.kind = 'current' THEN c."changedAt" END DESC,
    c."changedAt" LIMIT 1`;
