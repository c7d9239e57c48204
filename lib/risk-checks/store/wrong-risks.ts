import "server-only";
import { type CheckKind, checkKinds } from "@/lib/risk-checks/rules/check-kinds";
import { Prisma } from "@/prisma/generated/client";

export type CheckScope = {
  workspaceId: string;
  projectId: string | null;
  /** Narrows to the projects this person takes part in; null reads all. */
  readerId: string | null;
  today: string;
};

/**
 * Living risks `r` of projects that are not closed. Beside them stand their
 * owners in the project, `pm`, and in the workspace, `m`: joined, since the
 * planner then looks at each table once, whatever the number of risks.
 */
export function livingRisks({ workspaceId, projectId, readerId }: CheckScope): Prisma.Sql {
  const inProject =
    projectId === null ? Prisma.empty : Prisma.sql`AND r."projectId" = ${projectId}::uuid`;
  const ofReader =
    readerId === null
      ? Prisma.empty
      : Prisma.sql`AND EXISTS (SELECT 1 FROM project_members own WHERE own."projectId" = r."projectId"
          AND own."userId" = ${readerId}::uuid AND own."removedAt" IS NULL)`;
  return Prisma.sql`
    FROM risks r
    JOIN projects p ON p.id = r."projectId" AND p.status <> 'closed'
    LEFT JOIN project_members pm ON pm."projectId" = r."projectId" AND pm."userId" = r."ownerId"
      AND pm."removedAt" IS NULL
    LEFT JOIN (memberships m JOIN users u ON u.id = m."userId" AND u."disabledAt" IS NULL)
      ON m."workspaceId" = r."workspaceId" AND m."userId" = r."ownerId" AND m."removedAt" IS NULL
    WHERE r."workspaceId" = ${workspaceId}::uuid AND r.status <> 'closed' ${inProject} ${ofReader}`;
}

/** Whoever owns the risk can sign in and still belongs to its project and workspace. */
export const isOwnerThere = Prisma.sql`pm."userId" IS NOT NULL AND m."userId" IS NOT NULL`;

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

/** The risks of the workspace that an acceptance once covered until a day that is over. */
function accepted({ workspaceId, today }: CheckScope): Prisma.Sql {
  return Prisma.sql`
    SELECT a."riskId" FROM risk_acceptances a JOIN risks k ON k.id = a."riskId"
    WHERE k."workspaceId" = ${workspaceId}::uuid AND a."revokedAt" IS NULL
      AND a."expiresOn" < ${today}::date`;
}

const covers = Prisma.sql`a."riskId" = r.id AND a."revokedAt" IS NULL AND a."endNotedAt" IS NULL
  AND a.likelihood >= r.likelihood AND a.impact >= r.impact`;

const dayOfLastLook = Prisma.sql`GREATEST((r."ratedAt" AT TIME ZONE 'UTC')::date,
  (r."reviewedAt" AT TIME ZONE 'UTC')::date)`;

/**
 * The same as the rules say of one risk, asked of all at once: only what is
 * wrong leaves the database. A test holds both to the same risks. What few
 * risks have is asked of the workspace first, and of a risk only where it has it.
 */
const wrongBy: Record<CheckKind, (scope: CheckScope) => Prisma.Sql> = {
  accepted_without_acceptance: () => Prisma.sql`r.status = 'accepted'
    AND NOT EXISTS (SELECT 1 FROM risk_acceptances a WHERE ${covers})`,
  acceptance_over: (scope) => Prisma.sql`CASE
    WHEN r.id NOT IN (${accepted(scope)}) THEN false
    WHEN r.status = 'accepted' THEN
      EXISTS (SELECT 1 FROM risk_acceptances a WHERE ${covers})
      AND NOT EXISTS (SELECT 1 FROM risk_acceptances a
        WHERE ${covers} AND a."expiresOn" >= ${scope.today}::date)
    ELSE EXISTS (SELECT 1 FROM risk_acceptances a WHERE a."riskId" = r.id
        AND a."revokedAt" IS NULL AND a."expiresOn" < ${scope.today}::date
        AND a."expiresOn" >= ${dayOfLastLook})
      AND NOT EXISTS (SELECT 1 FROM risk_acceptances a WHERE a."riskId" = r.id
        AND a."revokedAt" IS NULL AND a."endNotedAt" IS NULL
        AND a."expiresOn" >= ${scope.today}::date)
      AND NOT EXISTS (SELECT 1 FROM risk_acceptance_requests q
        WHERE q."riskId" = r.id AND q.outcome IS NULL)
    END`,
  no_owner: () => Prisma.sql`r."ownerId" IS NULL`,
  owner_gone: () => Prisma.sql`r."ownerId" IS NOT NULL AND NOT (${isOwnerThere})`,
  lowered_without_control: ({ workspaceId }) => Prisma.sql`
    r.score < r."inherentLikelihood" * r."inherentImpact"
    AND r.id NOT IN (${explained(workspaceId)})`,
  residual_above_current: () => Prisma.sql`
    COALESCE(r."residualLikelihood" * r."residualImpact" > r.score, false)`,
  not_rated_after_loop_back: ({ workspaceId }) => Prisma.sql`
    r."projectId" IN (SELECT l."projectId" FROM loop_backs l
      JOIN projects o ON o.id = l."projectId" AND o."workspaceId" = ${workspaceId}::uuid
      WHERE l."decidedAt" IS NOT NULL)
    AND EXISTS (SELECT 1 FROM loop_backs l JOIN stages back ON back.id = l."toStageId"
      WHERE l."projectId" = r."projectId" AND l."decidedAt" > r."ratedAt"
        AND (r."stageId" IS NULL
          OR back.number <= (SELECT s.number FROM stages s WHERE s.id = r."stageId")))`,
  treatment_overdue: ({ today }) => Prisma.sql`
    r.status = 'open' AND COALESCE(r."dueOn" < ${today}::date, false)`,
  action_overdue: ({ workspaceId, today }) => Prisma.sql`
    r.id IN (SELECT x."riskId" FROM risk_actions x JOIN tasks t ON t.id = x."taskId"
      JOIN projects o ON o.id = t."projectId" AND o."workspaceId" = ${workspaceId}::uuid
      WHERE x."removedAt" IS NULL AND t."dueOn" < ${today}::date
        AND t.status NOT IN ('done', 'tailored_out'))`,
  review_overdue: ({ today }) => Prisma.sql`COALESCE(r."reviewDueOn" < ${today}::date, false)`,
};

/** True of a risk `r` of `livingRisks` that is wrong in this way, or in any; never null. */
export function isWrong(kind: CheckKind | null, scope: CheckScope): Prisma.Sql {
  const kinds = kind === null ? checkKinds : [kind];
  const parts = kinds.map((each) => Prisma.sql`(${wrongBy[each](scope)})`);
  return Prisma.sql`(${Prisma.join(parts, " OR ")})`;
}
