import "server-only";
import type { ReadDb } from "@/lib/platform/db";
import { type CheckKind, checkKinds } from "@/lib/risk-checks/rules/check-kinds";
import type { CheckedRisk } from "@/lib/risk-checks/rules/checked-risk";
import {
  type CheckScope,
  isOwnerThere,
  isWrong,
  livingRisks,
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
  counts: Record<CheckKind, number>;
  risks: number;
  rows: FoundRisk[];
};

export type ChecksPage = CheckScope & {
  kind: CheckKind | null;
  after: { score: number; id: string } | null;
  /** None are looked for with 0: everything is counted all the same. */
  limit: number;
};

/** What the rules look at, for the risk `r` of `livingRisks`, as one value. */
const factsOfRisk = Prisma.sql`json_build_object(
  'status', r.status,
  'inherent', json_build_object('likelihood', r."inherentLikelihood", 'impact', r."inherentImpact"),
  'current', json_build_object('likelihood', r.likelihood, 'impact', r.impact),
  'residual', CASE WHEN r."residualLikelihood" * r."residualImpact" IS NOT NULL THEN
    json_build_object('likelihood', r."residualLikelihood", 'impact', r."residualImpact") END,
  'ownerName', (SELECT u.name FROM users u WHERE u.id = r."ownerId"),
  'isOwnerThere', ${isOwnerThere},
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

/** How many risks are wrong in each way and in any: each is judged once, which the fence sees to. */
function countsOf(scope: CheckScope): Prisma.Sql {
  const name = (kind: CheckKind) => Prisma.raw(`j."${kind}"`);
  const judged = checkKinds.map(
    (kind) => Prisma.sql`${isWrong(kind, scope)} AS ${Prisma.raw(`"${kind}"`)}`,
  );
  const counted = checkKinds.map(
    (kind) => Prisma.sql`${kind}::text, count(*) FILTER (WHERE ${name(kind)})`,
  );
  const any = Prisma.join(checkKinds.map(name), " OR ");
  return Prisma.sql`
    SELECT json_build_object(${Prisma.join(counted)}) AS counts,
      count(*) FILTER (WHERE ${any})::int AS risks
    FROM (SELECT ${Prisma.join(judged)} ${livingRisks(scope)} OFFSET 0) j`;
}

function rowsOf(page: ChecksPage): Prisma.Sql {
  const { kind, after, limit } = page;
  const beyond =
    after === null
      ? Prisma.empty
      : Prisma.sql`AND (r.score < ${after.score} OR (r.score = ${after.score} AND r.id > ${after.id}::uuid))`;
  return Prisma.sql`
    SELECT r.id, r.number, r.title, r.score, r."projectId", p.key AS "projectKey",
      ${factsOfRisk} AS facts
    ${livingRisks(page)} AND ${isWrong(kind, page)} ${beyond}
    ORDER BY r.score DESC, r.id LIMIT ${limit + 1}`;
}

/** A page of risks with something wrong, the highest score first, and all counts: one statement. */
export async function listChecks(db: ReadDb, page: ChecksPage): Promise<FoundChecks> {
  const rows =
    page.limit === 0
      ? Prisma.sql`'[]'::json`
      : Prisma.sql`COALESCE((SELECT json_agg(f ORDER BY f.score DESC, f.id)
          FROM (${rowsOf(page)}) f), '[]')`;
  const [found] = await db.$queryRaw<[FoundChecks]>`
    SELECT counted.counts, counted.risks, ${rows} AS rows FROM (${countsOf(page)}) counted`;
  return {
    ...found,
    rows: found.rows.map((row) => ({ ...row, facts: withInstants(row.facts) })),
  };
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
