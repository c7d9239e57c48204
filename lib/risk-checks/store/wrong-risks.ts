import "server-only";
import type { CheckKind } from "@/lib/risk-checks/rules/check-kinds";
import { Prisma } from "@/prisma/generated/client";

export type CheckScope = {
  workspaceId: string;
  projectId: string | null;
  /** Narrows to the projects this person takes part in; null reads all. */
  readerId: string | null;
  today: string;
};

/** Living risks of projects that are not closed, with what the checks compare. */
export function checkedRisks({ workspaceId, projectId, readerId }: CheckScope): Prisma.Sql {
  const inProject =
    projectId === null ? Prisma.empty : Prisma.sql`AND r."projectId" = ${projectId}::uuid`;
  const ofReader =
    readerId === null
      ? Prisma.empty
      : Prisma.sql`AND EXISTS (SELECT 1 FROM project_members pm WHERE pm."projectId" = r."projectId"
          AND pm."userId" = ${readerId}::uuid AND pm."removedAt" IS NULL)`;
  return Prisma.sql`
    SELECT r.id, r."projectId", r.status, r.score, r.likelihood, r.impact,
      r."inherentLikelihood" * r."inherentImpact" AS inherent,
      r."residualLikelihood" * r."residualImpact" AS residual,
      r."ownerId", s.number AS stage, r."dueOn", r."reviewDueOn", r."ratedAt", r."reviewedAt"
    FROM risks r
    JOIN projects p ON p.id = r."projectId" AND p.status <> 'closed'
    LEFT JOIN stages s ON s.id = r."stageId"
    WHERE r."workspaceId" = ${workspaceId}::uuid AND r.status <> 'closed' ${inProject} ${ofReader}`;
}

/** Who can sign in and still belongs to workspace and project, for every project of the workspace. */
export function livingMembers(workspaceId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT pm."projectId", pm."userId" FROM project_members pm
    JOIN projects p ON p.id = pm."projectId" AND p."workspaceId" = ${workspaceId}::uuid
    JOIN users u ON u.id = pm."userId" AND u."disabledAt" IS NULL
    JOIN memberships m ON m."workspaceId" = p."workspaceId" AND m."userId" = pm."userId"
      AND m."removedAt" IS NULL
    WHERE pm."removedAt" IS NULL`;
}

/** The risks of the workspace that an existing control or a finished action stands behind. */
function explained(workspaceId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT k.id FROM risks k JOIN risk_controls c ON c."riskId" = k.id
    WHERE k."workspaceId" = ${workspaceId}::uuid AND c."retiredAt" IS NULL AND c.state = 'existing'
    UNION
    SELECT k.id FROM risks k JOIN risk_actions x ON x."riskId" = k.id
    JOIN tasks t ON t.id = x."taskId" AND t.status = 'done'
    WHERE k."workspaceId" = ${workspaceId}::uuid AND x."removedAt" IS NULL`;
}

const covers = Prisma.sql`a."riskId" = r.id AND a."revokedAt" IS NULL AND a."endNotedAt" IS NULL
  AND a.likelihood >= r.likelihood AND a.impact >= r.impact`;

type Wrong = (scope: CheckScope) => {
  /** What is joined to the risk `r` before the question. */
  join?: Prisma.Sql;
  where: Prisma.Sql;
};

/**
 * The same as the rules say of one risk, asked of all at once: only what is
 * wrong leaves the database. A test holds both to the same risks. What other
 * tables know is asked for the workspace and not risk by risk, so that ten
 * thousand risks are one look at each table.
 */
const wrongBy = {
  accepted_without_acceptance: () => ({
    where: Prisma.sql`r.status = 'accepted'
      AND NOT EXISTS (SELECT 1 FROM risk_acceptances a WHERE ${covers})`,
  }),
  acceptance_over: ({ today }) => ({
    join: Prisma.sql`JOIN (SELECT a."riskId", max(a."expiresOn") AS on FROM risk_acceptances a
      WHERE a."revokedAt" IS NULL AND a."expiresOn" < ${today}::date GROUP BY a."riskId") ended
      ON ended."riskId" = r.id`,
    where: Prisma.sql`CASE WHEN ended.on IS NULL THEN false WHEN r.status = 'accepted' THEN
        EXISTS (SELECT 1 FROM risk_acceptances a WHERE ${covers})
        AND NOT EXISTS (SELECT 1 FROM risk_acceptances a
          WHERE ${covers} AND a."expiresOn" >= ${today}::date)
      ELSE (r."ratedAt" AT TIME ZONE 'UTC')::date <= ended.on
        AND (r."reviewedAt" IS NULL OR (r."reviewedAt" AT TIME ZONE 'UTC')::date <= ended.on)
        AND NOT EXISTS (SELECT 1 FROM risk_acceptances a WHERE a."riskId" = r.id
          AND a."revokedAt" IS NULL AND a."endNotedAt" IS NULL AND a."expiresOn" >= ${today}::date)
        AND NOT EXISTS (SELECT 1 FROM risk_acceptance_requests q
          WHERE q."riskId" = r.id AND q.outcome IS NULL)
      END`,
  }),
  no_owner: () => ({ where: Prisma.sql`r."ownerId" IS NULL` }),
  owner_gone: ({ workspaceId }) => ({
    where: Prisma.sql`r."ownerId" IS NOT NULL
      AND (r."projectId", r."ownerId") NOT IN (${livingMembers(workspaceId)})`,
  }),
  lowered_without_control: ({ workspaceId }) => ({
    where: Prisma.sql`r.score < r.inherent AND r.id NOT IN (${explained(workspaceId)})`,
  }),
  residual_above_current: () => ({ where: Prisma.sql`r.residual > r.score` }),
  not_rated_after_loop_back: () => ({
    where: Prisma.sql`EXISTS (SELECT 1 FROM loop_backs l JOIN stages back ON back.id = l."toStageId"
      WHERE l."projectId" = r."projectId" AND l."decidedAt" > r."ratedAt"
        AND (r.stage IS NULL OR back.number <= r.stage))`,
  }),
  treatment_overdue: ({ today }) => ({
    where: Prisma.sql`r.status = 'open' AND r."dueOn" < ${today}::date`,
  }),
  action_overdue: ({ today }) => ({
    where: Prisma.sql`EXISTS (SELECT 1 FROM risk_actions x JOIN tasks t ON t.id = x."taskId"
      WHERE x."riskId" = r.id AND x."removedAt" IS NULL AND t."dueOn" < ${today}::date
        AND t.status NOT IN ('done', 'tailored_out'))`,
  }),
  review_overdue: ({ today }) => ({ where: Prisma.sql`r."reviewDueOn" < ${today}::date` }),
} satisfies Record<CheckKind, Wrong>;

/** One row per risk and kind of what is wrong, from rows of `checkedRisks` under the name given. */
export function wrongRisks(checked: Prisma.Sql, scope: CheckScope): Prisma.Sql {
  const parts = Object.entries(wrongBy as Record<CheckKind, Wrong>).map(([kind, ask]) => {
    const { join = Prisma.empty, where } = ask(scope);
    return Prisma.sql`
      SELECT r.id, r.score, ${kind}::text AS kind FROM ${checked} r ${join} WHERE ${where}`;
  });
  return Prisma.join(parts, " UNION ALL ");
}
