import "server-only";
import type { SelfAccess } from "@/lib/authz/access";
import type { ReadDb } from "@/lib/platform/db";
import type { WorkspaceFrameView } from "@/lib/portfolio/schema";
import { Prisma } from "@/prisma/generated/client";

/** Pinned projects the navigation has room for. */
const PINNED = 8;

/**
 * What stands round every page, in one statement. The wanted workspace is taken
 * when the person is a member of it, else the one they joined first.
 */
export async function findWorkspaceFrame(
  db: ReadDb,
  at: { access: SelfAccess; wanted: string | null; today: string },
): Promise<WorkspaceFrameView | null> {
  const { userId } = at.access;
  const me = Prisma.sql`${userId}::uuid`;
  const rows = await db.$queryRaw<WorkspaceFrameView[]>`
    WITH home AS (
      SELECT w.id, w.name, w."isDemo", w."riskAppetite", m.role,
        count(*) OVER ()::int AS workspaces
      FROM memberships m JOIN workspaces w ON w.id = m."workspaceId"
      WHERE m."userId" = ${me} AND m."removedAt" IS NULL
      ORDER BY (w.id = ${at.wanted}::uuid) DESC NULLS LAST, m."joinedAt", w.id LIMIT 1
    ),
    mine AS (
      SELECT p.id, p.name, p.status, x.roles, h."riskAppetite"
      FROM home h JOIN projects p ON p."workspaceId" = h.id
      LEFT JOIN project_members x ON x."projectId" = p.id AND x."userId" = ${me}
        AND x."removedAt" IS NULL
      WHERE h.role <> 'member' OR x."userId" IS NOT NULL
    )
    SELECT
      json_build_object('id', u.id, 'name', u.name, 'title', u.title, 'singleKeys', u."singleKeys")
        AS me,
      (SELECT json_build_object('id', id, 'name', name, 'role', role, 'isDemo', "isDemo") FROM home)
        AS workspace,
      COALESCE((SELECT workspaces FROM home), 0) AS workspaces,
      json_build_object(
        'myWork', ${waitingCount(me)},
        'risksAboveAppetite', (SELECT count(*) FROM risks r JOIN mine p ON p.id = r."projectId"
          WHERE r.status = 'open' AND r.score > p."riskAppetite" AND p.status = 'active'),
        'unreadNotices', (SELECT count(*) FROM notifications n
          WHERE n."userId" = u.id AND n."readAt" IS NULL)
      ) AS counts,
      COALESCE((SELECT json_agg(json_build_object('id', p.id, 'name', p.name, 'gate', ${nextGate})
          ORDER BY x."pinnedAt", p.id)
        FROM (SELECT * FROM pinned_projects WHERE "userId" = ${me}
          ORDER BY "pinnedAt" LIMIT ${PINNED}) x JOIN mine p ON p.id = x."projectId"), '[]')
        AS pinned
    FROM users u WHERE u.id = ${me}`;
  return rows[0] ?? null;
}

const nextGate = Prisma.sql`(
  SELECT json_build_object('code', g.code, 'name', g.name, 'state', g.state)
  FROM stages s JOIN gates g ON g."stageId" = s.id
  WHERE s."projectId" = p.id AND s."tailoredOutAt" IS NULL
    AND g.state NOT IN ('passed', 'passed_with_conditions', 'waived')
  ORDER BY s.number, g.code LIMIT 1)`;

/** Decisions, signatures, conditions and tasks that wait for this person in active projects. */
function waitingCount(me: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    (SELECT count(*) FROM gates g JOIN mine p ON p.id = g."projectId" AND p.status = 'active'
      JOIN gate_rounds r ON r."gateId" = g.id AND r.outcome IS NULL
      WHERE g.state = 'in_review' AND r."requestedById" <> ${me}
        AND jsonb_path_exists(r.eligible, '$.** ? (@ == $me)', jsonb_build_object('me', ${me}::text))
        AND NOT EXISTS (SELECT 1 FROM gate_decisions d
          WHERE d."roundId" = r.id AND d."approverId" = ${me}))
    + (SELECT count(*) FROM business_cases c JOIN mine p ON p.id = c."projectId"
      WHERE p.status = 'active' AND c.status = 'submitted' AND 'sponsor' = ANY (p.roles))
    + (SELECT count(*) FROM gate_conditions c JOIN gates g ON g.id = c."gateId"
      JOIN mine p ON p.id = g."projectId" AND p.status = 'active'
      WHERE c."ownerId" = ${me} AND c."metAt" IS NULL)
    + (SELECT count(*) FROM tasks t JOIN mine p ON p.id = t."projectId" AND p.status = 'active'
      WHERE t."assigneeId" = ${me} AND t.status IN ('todo', 'doing', 'blocked')))`;
}
