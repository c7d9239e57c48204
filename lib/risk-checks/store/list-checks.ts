import "server-only";
import type { ReadDb } from "@/lib/platform/db";
import type { CheckKind } from "@/lib/risk-checks/rules/check-kinds";
import type { CheckedRisk } from "@/lib/risk-checks/rules/checked-risk";
import {
  type CheckScope,
  checkedRisks,
  livingMembers,
  wrongRisks,
} from "@/lib/risk-checks/store/wrong-risks";
import { Prisma } from "@/prisma/generated/client";

export type FoundRisk = {
  id: string;
  number: number;
  title: string;
  score: number;
  projectId: string;
  projectKey: string;
  facts: CheckedRisk;
};

export type FoundChecks = {
  counts: { kind: CheckKind; count: number }[];
  risks: number;
  rows: FoundRisk[];
};

export type ChecksPage = CheckScope & {
  kind: CheckKind | null;
  after: { score: number; id: string } | null;
  limit: number;
};

/** What the rules look at, for the risk `r`, as one value. */
function factsOfRisk(workspaceId: string): Prisma.Sql {
  return Prisma.sql`json_build_object(
  'status', r.status,
  'inherent', json_build_object('likelihood', r."inherentLikelihood", 'impact', r."inherentImpact"),
  'current', json_build_object('likelihood', r.likelihood, 'impact', r.impact),
  'residual', CASE WHEN r."residualLikelihood" * r."residualImpact" IS NOT NULL THEN
    json_build_object('likelihood', r."residualLikelihood", 'impact', r."residualImpact") END,
  'ownerName', (SELECT u.name FROM users u WHERE u.id = r."ownerId"),
  'isOwnerThere', COALESCE((r."projectId", r."ownerId") IN (${livingMembers(workspaceId)}), false),
  'dueOn', r."dueOn", 'reviewDueOn', r."reviewDueOn",
  'ratedAt', r."ratedAt", 'reviewedAt', r."reviewedAt",
  'stageNumber', (SELECT s.number FROM stages s WHERE s.id = r."stageId"),
  'acceptances', COALESCE((SELECT json_agg(json_build_object('likelihood', a.likelihood,
      'impact', a.impact, 'expiresOn', a."expiresOn", 'isEndNoted', a."endNotedAt" IS NOT NULL))
    FROM risk_acceptances a WHERE a."riskId" = r.id AND a."revokedAt" IS NULL), '[]'),
  'isAcceptanceAsked', EXISTS (SELECT 1 FROM risk_acceptance_requests q
    WHERE q."riskId" = r.id AND q.outcome IS NULL),
  'controls', COALESCE((SELECT json_agg(json_build_object('state', c.state))
    FROM risk_controls c WHERE c."riskId" = r.id AND c."retiredAt" IS NULL), '[]'),
  'actions', COALESCE((SELECT json_agg(json_build_object('name', t.name, 'dueOn', t."dueOn",
      'isDone', t.status = 'done', 'isOver', t.status IN ('done', 'tailored_out'),
      'href', '/projects/' || t."projectId" || '/stages/' || t."stageId" || '?task=' || t.id))
    FROM risk_actions x JOIN tasks t ON t.id = x."taskId"
    WHERE x."riskId" = r.id AND x."removedAt" IS NULL), '[]'),
  'loopBacks', COALESCE((SELECT json_agg(json_build_object('toNumber', s.number, 'toName', s.name,
      'decidedAt', l."decidedAt"))
    FROM loop_backs l JOIN stages s ON s.id = l."toStageId"
    WHERE l."projectId" = r."projectId"), '[]'))`;
}

/** A page of risks with something wrong, the highest score first, and all counts: one statement. */
export async function listChecks(db: ReadDb, page: ChecksPage): Promise<FoundChecks> {
  const { kind, after, limit } = page;
  const narrowed = kind === null ? Prisma.empty : Prisma.sql`AND kind = ${kind}`;
  const beyond =
    after === null
      ? Prisma.empty
      : Prisma.sql`AND (score < ${after.score} OR (score = ${after.score} AND id > ${after.id}::uuid))`;
  const [found] = await db.$queryRaw<FoundChecks[]>`
    WITH checked AS MATERIALIZED (${checkedRisks(page)}),
    wrong AS MATERIALIZED (${wrongRisks(Prisma.sql`checked`, page)}),
    page AS (
      SELECT DISTINCT score, id FROM wrong WHERE true ${narrowed} ${beyond}
      ORDER BY score DESC, id LIMIT ${limit + 1}
    )
    SELECT
      COALESCE((SELECT json_agg(c) FROM (
        SELECT kind, count(*)::int AS count FROM wrong GROUP BY kind) c), '[]') AS counts,
      (SELECT count(DISTINCT id)::int FROM wrong) AS risks,
      COALESCE((SELECT json_agg(f ORDER BY f.score DESC, f.id) FROM (
        SELECT r.id, r.number, r.title, r.score, r."projectId", p.key AS "projectKey",
          ${factsOfRisk(page.workspaceId)} AS facts
        FROM page JOIN risks r ON r.id = page.id JOIN projects p ON p.id = r."projectId") f), '[]')
        AS rows`;
  const { counts = [], risks = 0, rows = [] } = found ?? {};
  return { counts, risks, rows: rows.map((row) => ({ ...row, facts: withInstants(row.facts) })) };
}

/** JSON of the database has its own way of writing an instant. */
function withInstants(facts: CheckedRisk): CheckedRisk {
  const instant = (text: string) => new Date(text).toISOString();
  const { ratedAt, reviewedAt, loopBacks } = facts;
  return {
    ...facts,
    ratedAt: instant(ratedAt),
    reviewedAt: reviewedAt === null ? null : instant(reviewedAt),
    loopBacks: loopBacks.map((each) => ({ ...each, decidedAt: instant(each.decidedAt) })),
  };
}
