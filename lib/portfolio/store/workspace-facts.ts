import "server-only";
import type { SelfAccess } from "@/lib/authz/access";
import { waitingFor } from "@/lib/gates/store/list-waiting";
import { unreadOf } from "@/lib/notifications/store";
import type { ReadDb } from "@/lib/platform/db";
import type { WorkspaceFrameView } from "@/lib/portfolio/schema";
import { openTasksOf } from "@/lib/tasks/store/task-page";
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
      SELECT w.id, w.name, w."isDemo", m.role,
        count(*) OVER ()::int AS workspaces
      FROM memberships m JOIN workspaces w ON w.id = m."workspaceId"
      WHERE m."userId" = ${me} AND m."removedAt" IS NULL
      ORDER BY (w.id = ${at.wanted}::uuid) DESC NULLS LAST, m."joinedAt", w.id LIMIT 1
    ),
    mine AS (
      SELECT p.id, p.name, p.status, x.roles
      FROM home h JOIN projects p ON p."workspaceId" = h.id
      LEFT JOIN project_members x ON x."projectId" = p.id AND x."userId" = ${me}
        AND x."removedAt" IS NULL
      WHERE h.role <> 'member' OR x."userId" IS NOT NULL
    )
    SELECT
      json_build_object('id', u.id, 'name', u.name, 'title', u.title,
          'timeZone', u."timeZone", 'singleKeys', u."singleKeys")
        AS me,
      (SELECT json_build_object('id', id, 'name', name, 'role', role, 'isDemo', "isDemo") FROM home)
        AS workspace,
      COALESCE((SELECT workspaces FROM home), 0) AS workspaces,
      json_build_object(
        'myWork', ${myWork(userId, at.today)},
        'risksAboveAppetite', (SELECT count(*) FROM risks r JOIN mine p ON p.id = r."projectId"
          WHERE r.status = 'open' AND r."isAboveAppetite" AND p.status = 'active'),
        'unreadNotices', ${unreadOf(userId)}
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

/** As many as My work lists: what waits for this person, and their open tasks. */
function myWork(userId: string, today: string): Prisma.Sql {
  const workspaceId = Prisma.sql`(SELECT id FROM home)`;
  return Prisma.sql`(
    (SELECT count(*) FROM ${waitingFor({ workspaceId, userId, today })} waiting)
    + (SELECT count(*) FROM ${openTasksOf({ userId, workspaceId })}))`;
}
