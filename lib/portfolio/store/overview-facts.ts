import "server-only";
import type { ProjectRole } from "@/lib/authz/permissions";
import type { CaseContent } from "@/lib/business-cases/schema";
import { isLiving } from "@/lib/evidence/store";
import type { ReadDb } from "@/lib/platform/db";
import type { StageFacts } from "@/lib/portfolio/rules/stage-facts";
import type { ProjectOverviewView } from "@/lib/portfolio/schema/overview";
import type { LoopReasonCode } from "@/lib/projects/rules/loop-reasons";
import type { GateState } from "@/lib/projects/rules/trail-geometry";
import type { Matrix } from "@/lib/risks/schema/matrix";
import { matrixOf } from "@/lib/risks/store/matrix";
import { Prisma } from "@/prisma/generated/client";

type OverviewStage = Pick<
  StageFacts,
  "id" | "number" | "name" | "planStartOn" | "planEndOn" | "actualStartOn"
> & {
  tasks: NonNullable<ProjectOverviewView["stage"]>["tasks"];
  outputs: {
    id: string;
    name: string;
    kind: "document" | "form" | "evidence" | "case_field";
    field: string | null;
    mandatory: boolean;
    evidence: { id: string; title: string; revision: number } | null;
  }[];
};

type IterationFacts = {
  iteration: number;
  on: string;
  fromNumber: number;
  toNumber: number;
  reason: LoopReasonCode;
  reasonText: string;
  outcome: string;
  costBeforeDays: number;
};

export type OverviewFacts = {
  startOn: string;
  iteration: number;
  matrix: Matrix;
  stage: OverviewStage | null;
  draft: CaseContent | null;
  gate: {
    id: string;
    code: string;
    name: string;
    state: GateState;
    trace: unknown;
    approvals: { role: ProjectRole; orRoles?: ProjectRole[]; quorum: number | "all" }[];
  } | null;
  entries: ProjectOverviewView["log"]["entries"];
  entriesInIteration: number;
  loops: IterationFacts[];
  loggedDays: number;
  openRisks: number;
  risksAboveAppetite: number;
  risks: Omit<ProjectOverviewView["risks"]["rows"][number], "key">[];
  team: ProjectOverviewView["team"];
};

/** What fits beside each other on one page; each list leads to the whole of it. */
const SHOWN = { entries: 4, risks: 40, people: 24, iterations: 20 };

/** Everything below the trail of the overview, in one statement. */
export async function findOverview(
  db: ReadDb,
  at: { projectId: string; stageId: string | null },
): Promise<OverviewFacts | null> {
  const rows = await db.$queryRaw<OverviewFacts[]>`
    SELECT p."startOn"::text AS "startOn", p.iteration, ${matrixOf(Prisma.sql`p."workspaceId"`)} AS matrix,
      (SELECT ${stage} FROM stages s
        WHERE s."projectId" = p.id AND s.id = ${at.stageId}::uuid) AS stage,
      (SELECT c.draft FROM business_cases c WHERE c."projectId" = p.id) AS draft,
      (SELECT json_build_object('id', g.id, 'code', g.code, 'name', g.name, 'state', g.state,
          'trace', g."lastTrace", 'approvals', g.policy->'approvals')
        FROM stages s JOIN gates g ON g."stageId" = s.id
        WHERE s."projectId" = p.id AND s."tailoredOutAt" IS NULL
          AND g.state NOT IN ('passed', 'passed_with_conditions', 'waived')
        ORDER BY s.number, g.code LIMIT 1) AS gate,
      ${entries} AS entries,
      (SELECT count(*)::int FROM journal_entries j WHERE j."projectId" = p.id
        AND j.iteration = p.iteration) AS "entriesInIteration",
      ${loops} AS loops,
      (SELECT COALESCE(sum(t."loggedDays"), 0) FROM tasks t WHERE t."projectId" = p.id)
        AS "loggedDays",
      (SELECT count(*)::int FROM risks r WHERE r."projectId" = p.id AND r.status = 'open')
        AS "openRisks",
      (SELECT count(*)::int FROM risks r WHERE r."projectId" = p.id AND r.status = 'open'
        AND r."isAboveAppetite") AS "risksAboveAppetite",
      ${risks} AS risks,
      ${team} AS team
    FROM projects p
    WHERE p.id = ${at.projectId}::uuid`;
  return rows[0] ?? null;
}

const stage = Prisma.sql`json_build_object('id', s.id, 'number', s.number, 'name', s.name,
  'planStartOn', s."planStartOn", 'planEndOn', s."planEndOn", 'actualStartOn', s."actualStartOn",
  'tasks', COALESCE((SELECT json_agg(json_build_object('id', t.id, 'number', t.number,
      'name', t.name, 'status', t.status, 'assignee', u.name, 'loggedDays', t."loggedDays",
      'estimateDays', t."estimateLikelyDays", 'dueOn', t."dueOn", 'toRecheck', t."toRecheck")
      ORDER BY t.position, t.number)
    FROM tasks t LEFT JOIN users u ON u.id = t."assigneeId" WHERE t."stageId" = s.id), '[]'),
  'outputs', COALESCE((SELECT json_agg(json_build_object('id', o.id, 'name', o.name,
      'kind', o.kind, 'field', o.field, 'mandatory', o.mandatory,
      'evidence', (SELECT json_build_object('id', e.id, 'title', e.title, 'revision', e.revision)
        FROM evidence e WHERE e."outputId" = o.id AND ${isLiving}
        ORDER BY e."receivedAt" DESC, e.id DESC LIMIT 1))
      ORDER BY o.mandatory DESC, o.name, o.id)
    FROM outputs o WHERE o."stageId" = s.id), '[]'))`;

const entries = Prisma.sql`COALESCE((SELECT json_agg(json_build_object('id', j.id,
    'on', j."entryOn", 'author', u.name, 'body', j.body,
    'task', CASE WHEN t.id IS NOT NULL THEN json_build_object('id', t.id, 'name', t.name) END)
    ORDER BY j."entryOn" DESC, j.id DESC)
  FROM (SELECT * FROM journal_entries WHERE "projectId" = p.id
    ORDER BY "entryOn" DESC, id DESC LIMIT ${SHOWN.entries}) j
  JOIN users u ON u.id = j."authorId" LEFT JOIN tasks t ON t.id = j."taskId"), '[]')`;

const loops = Prisma.sql`COALESCE((SELECT json_agg(json_build_object('iteration', l.iteration,
    'on', (l."decidedAt" AT TIME ZONE 'UTC')::date, 'fromNumber', f.number, 'toNumber', t.number,
    'reason', l.reason, 'reasonText', l."reasonText", 'outcome', l.outcome,
    'costBeforeDays', l."costBeforeDays") ORDER BY l.iteration DESC)
  FROM (SELECT * FROM loop_backs WHERE "projectId" = p.id
    ORDER BY iteration DESC LIMIT ${SHOWN.iterations}) l
  JOIN stages f ON f.id = l."fromStageId" JOIN stages t ON t.id = l."toStageId"), '[]')`;

const risks = Prisma.sql`COALESCE((SELECT json_agg(json_build_object('id', r.id,
    'number', r.number, 'title', r.title, 'score', r.score, 'shade', r.shade, 'likelihood', r.likelihood,
    'impact', r.impact, 'treatment', r.treatment, 'dueOn', r."dueOn")
    ORDER BY r.score DESC, r.number)
  FROM (SELECT * FROM risks WHERE "projectId" = p.id AND status = 'open'
    ORDER BY score DESC, number LIMIT ${SHOWN.risks}) r), '[]')`;

const team = Prisma.sql`COALESCE((SELECT json_agg(json_build_object('id', m.id, 'name', m.name,
    'roles', m.roles) ORDER BY m."addedAt", m.name)
  FROM (SELECT u.id, u.name, x.roles, x."addedAt" FROM project_members x
    JOIN users u ON u.id = x."userId" AND u."disabledAt" IS NULL
    WHERE x."projectId" = p.id AND x."removedAt" IS NULL
    ORDER BY x."addedAt", u.name LIMIT ${SHOWN.people}) m), '[]')`;
