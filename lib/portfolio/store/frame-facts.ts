import "server-only";
import type { ProjectRole } from "@/lib/authz/permissions";
import { isLiving } from "@/lib/evidence/store";
import type { ReadDb } from "@/lib/platform/db";
import type { Strictness } from "@/lib/playbooks/schema";
import type { LoopFacts } from "@/lib/portfolio/rules/stage-facts";
import type { StageWithTasks } from "@/lib/portfolio/rules/trail-view";
import { loopsOf, stageColumns } from "@/lib/portfolio/store/stage-json";
import type { ProjectStatus } from "@/lib/projects/schema";
import { Prisma } from "@/prisma/generated/client";

export type FrameFacts = {
  id: string;
  workspaceId: string;
  workspaceName: string;
  key: string;
  name: string;
  summary: string;
  unit: string;
  status: ProjectStatus;
  statusReason: string;
  closedOn: string | null;
  strictness: Strictness;
  playbookName: string;
  playbookNumber: number;
  iteration: number;
  ownerId: string;
  ownerName: string;
  isPinned: boolean;
  people: { id: string; name: string; roles: ProjectRole[] }[];
  stages: StageWithTasks[];
  loops: LoopFacts[];
  risksAboveAppetite: { count: number; firstNumber: number | null };
  overdueConditions: number;
  gatesWaiting: number;
  openRisks: number;
  evidence: number;
  entries: number;
};

/** Head, trail and navigation counts of one project, in one statement. */
export async function findFrameFacts(
  db: ReadDb,
  at: { projectId: string; readerId: string; today: string },
): Promise<FrameFacts | null> {
  const rows = await db.$queryRaw<FrameFacts[]>`
    SELECT p.id, p."workspaceId", w.name AS "workspaceName", p.key, p.name, p.summary, p.unit,
      p.status::text AS status, p."statusReason",
      (p."closedAt" AT TIME ZONE 'UTC')::date::text AS "closedOn",
      p.strictness::text AS strictness, b.name AS "playbookName", v.number AS "playbookNumber",
      p.iteration, p."ownerId", o.name AS "ownerName",
      EXISTS (SELECT 1 FROM pinned_projects x
        WHERE x."projectId" = p.id AND x."userId" = ${at.readerId}::uuid) AS "isPinned",
      COALESCE((SELECT json_agg(json_build_object('id', u.id, 'name', u.name, 'roles', pm.roles)
          ORDER BY pm."addedAt", u.name, u.id)
        FROM project_members pm
        JOIN users u ON u.id = pm."userId" AND u."disabledAt" IS NULL
        JOIN memberships m ON m."workspaceId" = p."workspaceId" AND m."userId" = pm."userId"
          AND m."removedAt" IS NULL
        WHERE pm."projectId" = p.id AND pm."removedAt" IS NULL), '[]') AS people,
      COALESCE((SELECT json_agg(x ORDER BY x.number) FROM (SELECT ${stageColumns},
          COALESCE((SELECT json_agg(json_build_object('id', t.id, 'status', t.status,
                'estimate', t."estimateLikelyDays", 'logged', t."loggedDays")
              ORDER BY t.position, t.number)
            FROM tasks t WHERE t."stageId" = s.id), '[]') AS tasks
        FROM stages s WHERE s."projectId" = p.id) x), '[]') AS stages,
      ${loopsOf(Prisma.sql`p.id`)} AS loops,
      json_build_object('count', r.above, 'firstNumber', r."firstNumber") AS "risksAboveAppetite",
      r.open AS "openRisks",
      (SELECT count(*)::int FROM gate_conditions c JOIN gates g ON g.id = c."gateId"
        WHERE g."projectId" = p.id AND c."metAt" IS NULL
          AND c."dueOn" < ${at.today}::date) AS "overdueConditions",
      (SELECT count(*)::int FROM gates g WHERE g."projectId" = p.id
        AND g.state IN ('ready', 'in_review')) AS "gatesWaiting",
      (SELECT count(*)::int FROM evidence e WHERE e."projectId" = p.id AND ${isLiving}) AS evidence,
      (SELECT count(*)::int FROM journal_entries j WHERE j."projectId" = p.id) AS entries
    FROM projects p
    JOIN workspaces w ON w.id = p."workspaceId"
    JOIN users o ON o.id = p."ownerId"
    JOIN playbook_versions v ON v.id = p."playbookVersionId"
    JOIN playbooks b ON b.id = v."playbookId"
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS open, count(*) FILTER (WHERE r."isAboveAppetite")::int AS above,
        (array_agg(r.number ORDER BY r.score DESC, r.number)
          FILTER (WHERE r."isAboveAppetite"))[1] AS "firstNumber"
      FROM risks r WHERE r."projectId" = p.id AND r.status = 'open'
    ) r
    WHERE p.id = ${at.projectId}::uuid`;
  return rows[0] ?? null;
}
