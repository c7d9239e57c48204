import "server-only";
import type { ProjectRole } from "@/lib/authz/permissions";
import type { CaseContent } from "@/lib/business-cases/schema";
import { isLiving } from "@/lib/evidence/store";
import { AppError } from "@/lib/kernel/app-error";
import type { ReadDb } from "@/lib/platform/db";
import type { Strictness } from "@/lib/playbooks/schema";
import type { ListedOutput, OutputView, StageView, TaskStatus } from "@/lib/tasks/schema";
import { type TreatedRisk, treatedRisk } from "@/lib/tasks/store/treated-risk";
import { Prisma } from "@/prisma/generated/client";

type Header = Omit<
  StageView,
  | "project"
  | "tasks"
  | "outputs"
  | "whyNotEnter"
  | "entryWarning"
  | "whyNotAddTask"
  | "whyNotAttach"
  | "whyNotPlan"
  | "whyNotLog"
> & {
  project: StageView["project"] & { strictness: Strictness; status: string };
  isOff: boolean;
  entryRule: "free" | "warned" | "refused";
  openGate: { code: string; name: string } | null;
  draft: CaseContent | null;
  taskRows: StageTaskRow[];
  outputRows: OutputRow[];
};

/** For `stages s`, its project p and pinned version v: the rule, and the gate before if it is open. */
const entryColumns = Prisma.sql`
  COALESCE(v.document->'strictness'->(p.strictness::text)->>'entry', 'free') AS "entryRule",
  (SELECT CASE WHEN b.state NOT IN ('passed', 'passed_with_conditions', 'waived')
      THEN json_build_object('code', b.code, 'name', b.name) END
    FROM (SELECT g.code, g.name, g.state FROM gates g JOIN stages e ON e.id = g."stageId"
      WHERE e."projectId" = s."projectId" AND e.number < s.number AND e."tailoredOutAt" IS NULL
      ORDER BY e.number DESC, g.code LIMIT 1) b) AS "openGate"`;

/** All of the stage workspace: head, gates, neighbours, people, tasks and outputs, in one statement. */
export async function loadStagePage(db: ReadDb, stageId: string): Promise<Header> {
  const rows = await db.$queryRaw<Header[]>`
    SELECT s.id, s.key, s.number, s.name, s."group", s.purpose, s.version,
      s."planStartOn"::text AS "planStartOn", s."planEndOn"::text AS "planEndOn",
      s."firstPlanStartOn"::text AS "firstPlanStartOn", s."firstPlanEndOn"::text AS "firstPlanEndOn",
      s."actualStartOn"::text AS "actualStartOn", s."actualEndOn"::text AS "actualEndOn",
      s."tailoredOutAt" IS NOT NULL AS "isOff", NULLIF(s."tailoredOutReason", '') AS "tailoredOutReason",
      s."tasksTotal", s."tasksStarted", s."tasksDone", s."tasksBlocked",
      s."estimateDays", s."estimateDoneDays",
      json_build_object('id', p.id, 'key', p.key, 'name', p.name, 'iteration', p.iteration,
        'strictness', p.strictness, 'status', p.status) AS project,
      COALESCE((SELECT json_agg(json_build_object('id', g.id, 'code', g.code, 'name', g.name,
        'state', g.state) ORDER BY g.code) FROM gates g WHERE g."stageId" = s.id), '[]') AS gates,
      (SELECT json_build_object('id', b.id, 'number', b.number, 'name', b.name) FROM stages b
        WHERE b."projectId" = s."projectId" AND b.number = s.number - 1) AS previous,
      (SELECT json_build_object('id', a.id, 'number', a.number, 'name', a.name) FROM stages a
        WHERE a."projectId" = s."projectId" AND a.number = s.number + 1) AS next,
      COALESCE((SELECT json_agg(json_build_object('id', u.id, 'name', u.name, 'roles', m.roles)
          ORDER BY u.name, u.id)
        FROM project_members m JOIN users u ON u.id = m."userId" AND u."disabledAt" IS NULL
        WHERE m."projectId" = s."projectId" AND m."removedAt" IS NULL), '[]') AS people,
      ${entryColumns},
      (SELECT c.draft FROM business_cases c WHERE c."projectId" = s."projectId"
        AND EXISTS (SELECT 1 FROM outputs o WHERE o."stageId" = s.id AND o.kind = 'case_field')
      ) AS draft,
      COALESCE((SELECT json_agg(x) FROM (${tasksOf(stageId)}) x), '[]') AS "taskRows",
      COALESCE((SELECT json_agg(x) FROM (${outputsOf(stageId)}) x), '[]') AS "outputRows"
    FROM stages s
    JOIN projects p ON p.id = s."projectId"
    JOIN playbook_versions v ON v.id = p."playbookVersionId"
    WHERE s.id = ${stageId}::uuid`;
  const row = rows[0];
  if (row === undefined) {
    throw new AppError("not_found", "This stage does not exist any more.");
  }
  return row;
}

export type StageTaskRow = {
  id: string;
  number: number;
  name: string;
  role: ProjectRole;
  status: TaskStatus;
  blockedReason: string;
  tailoredOutReason: string;
  doneReason: string;
  assigneeId: string | null;
  assigneeName: string | null;
  dueOn: string | null;
  low: number;
  likely: number;
  high: number;
  loggedDays: number;
  toRecheck: boolean;
  isAddedByTeam: boolean;
  version: number;
  checklistDone: number;
  checklistTotal: number;
  openComments: number;
  outputIds: string[];
  treats: TreatedRisk | null;
};

function tasksOf(stageId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT t.id, t.number, t.name, t.role::text AS role, t.status::text AS status,
      t."blockedReason", t."tailoredOutReason", t."doneReason", t."assigneeId",
      u.name AS "assigneeName", t."dueOn"::text AS "dueOn", t."estimateLowDays" AS low,
      t."estimateLikelyDays" AS likely, t."estimateHighDays" AS high, t."loggedDays",
      t."toRecheck", t.key IS NULL AS "isAddedByTeam", t.version,
      COALESCE(c.done, 0)::int AS "checklistDone", COALESCE(c.total, 0)::int AS "checklistTotal",
      COALESCE(m.open, 0)::int AS "openComments", COALESCE(o.ids, '{}') AS "outputIds",
      ${treatedRisk} AS treats
    FROM tasks t
    LEFT JOIN users u ON u.id = t."assigneeId"
    LEFT JOIN (
      SELECT e."taskId", count(*) AS total, count(e."tickedAt") AS done
      FROM checklist_entries e JOIN tasks x ON x.id = e."taskId" AND x."stageId" = ${stageId}::uuid
      GROUP BY e."taskId"
    ) c ON c."taskId" = t.id
    LEFT JOIN LATERAL (
      SELECT count(*) AS open FROM comments c
      WHERE c.subject = 'task' AND c."subjectId" = t.id AND c."resolvedAt" IS NULL
    ) m ON true
    LEFT JOIN LATERAL (
      SELECT array_agg(l."outputId"::text) AS ids FROM task_outputs l WHERE l."taskId" = t.id
    ) o ON true
    WHERE t."stageId" = ${stageId}::uuid
    ORDER BY t.position, t.number`;
}

export type OutputRow = Omit<OutputView, "isMet">;

function outputsOf(stageId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT o.id, o.key, o.name, o.kind::text AS kind, o.field, o.mandatory,
      COALESCE((SELECT json_agg(json_build_object('id', e.id, 'title', e.title, 'kind', e.kind,
          'effectiveOn', e."effectiveOn", 'validUntil', e."validUntil")
          ORDER BY e."receivedAt" DESC, e.id DESC)
        FROM evidence e WHERE e."outputId" = o.id AND ${isLiving}), '[]') AS evidence
    FROM outputs o
    WHERE o."stageId" = ${stageId}::uuid
    ORDER BY o.mandatory DESC, o.name, o.id`;
}

export type EntryFacts = {
  entryRule: "free" | "warned" | "refused";
  openGate: { code: string; name: string } | null;
};

/** What decides whether work on a stage may begin now. */
export async function loadEntryFacts(db: ReadDb, stageId: string): Promise<EntryFacts> {
  const rows = await db.$queryRaw<EntryFacts[]>`
    SELECT ${entryColumns}
    FROM stages s
    JOIN projects p ON p.id = s."projectId"
    JOIN playbook_versions v ON v.id = p."playbookVersionId"
    WHERE s.id = ${stageId}::uuid`;
  return rows[0] ?? { entryRule: "free", openGate: null };
}

/** What the stages that are on ask to be attached, in the order of the stages. */
export async function listProjectOutputs(db: ReadDb, projectId: string): Promise<ListedOutput[]> {
  return db.$queryRaw<ListedOutput[]>`
    SELECT o.id, o.name, o.kind::text AS kind, o.field, o.mandatory,
      EXISTS (SELECT 1 FROM evidence e WHERE e."outputId" = o.id AND ${isLiving}) AS "isMet",
      json_build_object('id', s.id, 'number', s.number, 'name', s.name) AS stage
    FROM outputs o JOIN stages s ON s.id = o."stageId" AND s."tailoredOutAt" IS NULL
    WHERE o."projectId" = ${projectId}::uuid AND o.kind <> 'case_field'
    ORDER BY s.number, o.mandatory DESC, o.name, o.id`;
}
