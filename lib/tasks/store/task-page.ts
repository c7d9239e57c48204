import "server-only";
import { isLiving } from "@/lib/evidence/store";
import type { ReadDb } from "@/lib/platform/db";
import type { TaskStatus } from "@/lib/tasks/schema";
import type { OutputRow } from "@/lib/tasks/store/stage-page";
import { type TreatedRisk, treatedRisk } from "@/lib/tasks/store/treated-risk";
import { Prisma } from "@/prisma/generated/client";

type ChecklistRow = {
  id: string;
  text: string;
  tickedAt: string | null;
  tickedBy: string | null;
};
type NeededRow = { id: string; number: number; name: string; status: TaskStatus };
type EffortRow = { id: string; person: string; days: number; workedOn: string; note: string };
type CommentRow = {
  id: string;
  authorId: string;
  authorName: string;
  body: string;
  createdAt: string;
  editedAt: string | null;
  resolvedAt: string | null;
  version: number;
};

export type TaskPageRow = {
  purpose: string;
  guidance: string;
  blockedReason: string;
  tailoredOutReason: string;
  doneReason: string;
  startedAt: Date | null;
  doneAt: Date | null;
  stageNumber: number;
  checklist: ChecklistRow[];
  outputs: OutputRow[];
  needs: NeededRow[];
  effort: EffortRow[];
  comments: CommentRow[];
  treats: TreatedRisk | null;
};

/** What the drawer of a task shows beside the facts its rules ask about, in one statement. */
export async function loadTaskPage(db: ReadDb, taskId: string): Promise<TaskPageRow | null> {
  const rows = await db.$queryRaw<TaskPageRow[]>`
    SELECT t.purpose, t.guidance, t."blockedReason", t."tailoredOutReason", t."doneReason",
      t."startedAt", t."doneAt", s.number AS "stageNumber", ${treatedRisk} AS treats,
      COALESCE((SELECT json_agg(json_build_object('id', c.id, 'text', c.text,
          'tickedAt', c."tickedAt", 'tickedBy', u.name) ORDER BY c.position, c.id)
        FROM checklist_entries c LEFT JOIN users u ON u.id = c."tickedById"
        WHERE c."taskId" = t.id), '[]') AS checklist,
      COALESCE((SELECT json_agg(json_build_object('id', o.id, 'key', o.key, 'name', o.name,
          'kind', o.kind, 'field', o.field, 'mandatory', o.mandatory, 'evidence',
          COALESCE((SELECT json_agg(json_build_object('id', e.id, 'title', e.title, 'kind', e.kind,
              'effectiveOn', e."effectiveOn", 'validUntil', e."validUntil")
              ORDER BY e."receivedAt" DESC, e.id DESC)
            FROM evidence e WHERE e."outputId" = o.id AND ${isLiving}), '[]'::json))
          ORDER BY o.mandatory DESC, o.name, o.id)
        FROM task_outputs l JOIN outputs o ON o.id = l."outputId"
        WHERE l."taskId" = t.id), '[]') AS outputs,
      COALESCE((SELECT json_agg(json_build_object('id', n.id, 'number', n.number, 'name', n.name,
          'status', n.status) ORDER BY n.position)
        FROM tasks n WHERE n."projectId" = t."projectId" AND n.key = ANY(t.needs)), '[]') AS needs,
      COALESCE((SELECT json_agg(row_to_json(x)) FROM (
        SELECT e.id, u.name AS person, e.days, e."workedOn", e.note
        FROM effort_entries e JOIN users u ON u.id = e."personId"
        WHERE e."taskId" = t.id ORDER BY e."workedOn" DESC, e.id DESC LIMIT 50) x), '[]') AS effort,
      COALESCE((SELECT json_agg(row_to_json(y) ORDER BY y."createdAt", y.id) FROM (
        SELECT c.id, c."authorId", u.name AS "authorName", c.body, c."createdAt", c."editedAt",
          c."resolvedAt", c.version
        FROM comments c JOIN users u ON u.id = c."authorId"
        WHERE c.subject = 'task' AND c."subjectId" = t.id
        ORDER BY c."createdAt" DESC, c.id DESC LIMIT 100) y), '[]') AS comments
    FROM tasks t JOIN stages s ON s.id = t."stageId"
    WHERE t.id = ${taskId}::uuid`;
  return rows[0] ?? null;
}

export type MyTaskRow = {
  id: string;
  number: number;
  name: string;
  status: TaskStatus;
  blockedReason: string;
  dueOn: string | null;
  sortDay: string;
  toRecheck: boolean;
  low: number;
  likely: number;
  high: number;
  loggedDays: number;
  version: number;
  treats: TreatedRisk | null;
  projectId: string;
  projectKey: string;
  projectName: string;
  stageId: string;
  stageNumber: number;
  stageName: string;
};

/**
 * Open tasks `t` of one person with stage `s` and project `p`, over all active projects they still
 * belong to. The list of My work and the number beside it both read this. Their tasks are found
 * first, by the fence of OFFSET: taken project by project they would be searched for many times.
 */
export function openTasksOf(at: { userId: string; workspaceId: Prisma.Sql | null }): Prisma.Sql {
  const { userId, workspaceId } = at;
  const place =
    workspaceId === null ? Prisma.empty : Prisma.sql`AND p."workspaceId" = ${workspaceId}`;
  return Prisma.sql`(SELECT * FROM tasks
      WHERE "assigneeId" = ${userId}::uuid
        AND (status IN ('todo', 'doing', 'blocked') OR (status = 'done' AND "toRecheck"))
      OFFSET 0) t
    JOIN stages s ON s.id = t."stageId" AND s."tailoredOutAt" IS NULL
    JOIN projects p ON p.id = t."projectId" AND p.status = 'active' ${place}
    JOIN project_members m ON m."projectId" = p.id AND m."userId" = t."assigneeId"
      AND m."removedAt" IS NULL
    JOIN memberships w ON w."workspaceId" = p."workspaceId" AND w."userId" = t."assigneeId"
      AND w."removedAt" IS NULL
    WHERE true`;
}

type MyTasksPage = {
  userId: string;
  /** All workspaces of the person when null. */
  workspaceId: string | null;
  after: { sortDay: string; id: string } | null;
  limit: number;
};

/** One page of somebody's open tasks, the earliest due first and those without a day last. */
export async function listMyTasks(db: ReadDb, page: MyTasksPage): Promise<MyTaskRow[]> {
  const { userId, after, limit } = page;
  const workspaceId = page.workspaceId === null ? null : Prisma.sql`${page.workspaceId}::uuid`;
  return db.$queryRaw<MyTaskRow[]>`
    SELECT t.id, t.number, t.name, t.status::text AS status, t."blockedReason",
      t."dueOn"::text AS "dueOn", COALESCE(t."dueOn", 'infinity')::text AS "sortDay",
      t."toRecheck", t."estimateLowDays" AS low, t."estimateLikelyDays" AS likely,
      t."estimateHighDays" AS high, t."loggedDays", t.version, ${treatedRisk} AS treats,
      p.id AS "projectId", p.key AS "projectKey", p.name AS "projectName",
      s.id AS "stageId", s.number AS "stageNumber", s.name AS "stageName"
    FROM ${openTasksOf({ userId, workspaceId })}
      AND (${after === null} OR (COALESCE(t."dueOn", 'infinity'), t.id)
        > (${after?.sortDay ?? "-infinity"}::date, ${after?.id ?? userId}::uuid))
    ORDER BY COALESCE(t."dueOn", 'infinity'), t.id
    LIMIT ${limit + 1}`;
}
