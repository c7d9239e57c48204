import "server-only";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import type { ProjectId, RiskId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { ActionFacts } from "@/lib/risk-treatment/rules/proposal";
import type { ProposalAnswer } from "@/lib/risk-treatment/schema";
import { riskKey } from "@/lib/risks/rules";
import { projectScopeOfRisk } from "@/lib/risks/store/risk-rows";
import { taskKey } from "@/lib/tasks/rules/task-key";
import type { TaskStatus } from "@/lib/tasks/schema";
import { Prisma } from "@/prisma/generated/client";

export type TreatingAction = ActionFacts & {
  id: string;
  riskId: RiskId;
  cost: number | null;
  answeredByName: string | null;
  answerReason: string;
  task: {
    id: string;
    /** As in CEW-12. */
    key: string;
    name: string;
    status: TaskStatus;
    stageId: string;
    assigneeName: string | null;
    dueOn: string | null;
  };
};

type Row = Omit<TreatingAction, "task" | "isTaskDone"> & {
  projectKey: string;
  taskId: string;
  taskNumber: number;
  taskName: string;
  status: TaskStatus;
  stageId: string;
  assigneeName: string | null;
  dueOn: string | null;
};

async function actionsWhere(db: ReadDb, condition: Prisma.Sql): Promise<TreatingAction[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT a.id, a."riskId", a.cost, a."likelihoodEffect", a."impactEffect",
      a.answer::text AS answer, a."answeredAt", a."answerReason", b.name AS "answeredByName",
      p.key AS "projectKey", t.id AS "taskId", t.number AS "taskNumber", t.name AS "taskName",
      t.status::text AS status, t."stageId", t."doneAt", t."dueOn"::text AS "dueOn",
      u.name AS "assigneeName"
    FROM risk_actions a
    JOIN tasks t ON t.id = a."taskId"
    JOIN projects p ON p.id = t."projectId"
    LEFT JOIN users u ON u.id = t."assigneeId"
    LEFT JOIN users b ON b.id = a."answeredById"
    WHERE a."removedAt" IS NULL AND ${condition}
    ORDER BY a."addedAt", a.id`;
  return rows.map((row) => {
    const { projectKey, taskId, taskNumber, taskName, ...rest } = row;
    const { status, stageId, assigneeName, dueOn, ...facts } = rest;
    const key = taskKey(projectKey, taskNumber);
    return {
      ...facts,
      isTaskDone: status === "done",
      task: { id: taskId, key, name: taskName, status, stageId, assigneeName, dueOn },
    };
  });
}

/** What treats a risk, in the order it was planned. */
export async function listActions(db: ReadDb, riskId: string): Promise<TreatingAction[]> {
  return actionsWhere(db, Prisma.sql`a."riskId" = ${riskId}::uuid`);
}

export async function projectScopeOfAction(db: ReadDb, id: string) {
  const action = await db.riskAction.findFirst({ where: { id }, select: { riskId: true } });
  return action === null ? null : projectScopeOfRisk(db, action.riskId as RiskId);
}

/** One action with its risk; what was removed is not there any more. */
export async function loadAction(db: ReadDb, id: string): Promise<TreatingAction> {
  const [action] = await actionsWhere(db, Prisma.sql`a.id = ${id}::uuid`);
  if (action === undefined) {
    throw new AppError("not_found", "There is no such action any more.");
  }
  return action;
}

/** What the task treats, if it treats a risk. */
export async function findActionOfTask(db: ReadDb, taskId: string): Promise<TreatingAction | null> {
  const [action] = await actionsWhere(db, Prisma.sql`a."taskId" = ${taskId}::uuid`);
  return action ?? null;
}

/** A task of the project that may still do something about a risk. */
export async function loadTaskToTie(db: ReadDb, at: { taskId: string; projectId: ProjectId }) {
  const row = await db.task.findFirst({
    where: { id: at.taskId, projectId: at.projectId },
    select: {
      number: true,
      name: true,
      status: true,
      project: { select: { key: true } },
      riskAction: { select: { removedAt: true, risk: { select: { number: true } } } },
    },
  });
  if (row === null) {
    throw fieldError("taskId", "Choose a task of this project.");
  }
  const { riskAction: tie, name } = row;
  const key = taskKey(row.project.key, row.number);
  if (row.status === "tailored_out") {
    throw fieldError("taskId", `${key} is switched off. Switch it on first, or choose another.`);
  }
  if (row.status === "done") {
    throw fieldError("taskId", `${key} is done already. Rate the level it led to instead.`);
  }
  if (tie !== null && tie.removedAt === null) {
    throw fieldError("taskId", `${key} treats ${riskKey(tie.risk.number)} already.`);
  }
  return { key, name };
}

type NewTie = {
  riskId: string;
  taskId: string;
  cost: number | null;
  likelihoodEffect: number;
  impactEffect: number;
  by: string;
  at: Date;
};

/** A task treats one risk. One that was untied before begins anew; somebody else's tie wins. */
export async function tieTask(tx: Tx, tie: NewTie): Promise<string> {
  const { riskId, taskId, cost, likelihoodEffect, impactEffect, by, at } = tie;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO risk_actions AS a
      (id, "riskId", "taskId", cost, "likelihoodEffect", "impactEffect", "addedById", "addedAt")
    VALUES (gen_random_uuid(), ${riskId}::uuid, ${taskId}::uuid, ${cost}::float8,
      ${likelihoodEffect}, ${impactEffect}, ${by}::uuid, ${at})
    ON CONFLICT ("taskId") DO UPDATE SET "riskId" = EXCLUDED."riskId", cost = EXCLUDED.cost,
      "likelihoodEffect" = EXCLUDED."likelihoodEffect", "impactEffect" = EXCLUDED."impactEffect",
      "addedById" = EXCLUDED."addedById", "addedAt" = EXCLUDED."addedAt", "removedAt" = NULL,
      "toldAt" = NULL, answer = NULL, "answeredById" = NULL, "answeredAt" = NULL,
      "answerReason" = ''
    WHERE a."removedAt" IS NOT NULL
    RETURNING a.id`;
  const id = rows[0]?.id;
  if (id === undefined) {
    throw fieldError("taskId", "Somebody just chose this task for a risk. Choose another one.");
  }
  return id;
}

export async function saveAction(
  tx: Tx,
  id: string,
  data: {
    cost?: number | null;
    likelihoodEffect?: number;
    impactEffect?: number;
    removedAt?: Date;
  },
): Promise<void> {
  await tx.riskAction.update({ where: { id }, data });
}

type Answering = {
  riskId: string;
  actionIds: readonly string[];
  answer: ProposalAnswer;
  reason: string;
  by: string;
  at: Date;
};

/**
 * The tasks are held before anything is read, so that none is reopened while what it
 * proposes is answered.
 */
export async function holdTasksOf(tx: Tx, riskId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT t.id FROM tasks t JOIN risk_actions a ON a."taskId" = t.id
    WHERE a."riskId" = ${riskId}::uuid ORDER BY t.id FOR SHARE OF t`;
}

/** Each action is answered once per completion of its task; whoever comes second changes nothing. */
export async function saveAnswer(tx: Tx, answering: Answering): Promise<void> {
  const { riskId, actionIds, answer, reason, by, at } = answering;
  const count = await tx.$executeRaw`
    UPDATE risk_actions a SET answer = ${answer}::"RiskProposalAnswer",
      "answeredById" = ${by}::uuid, "answeredAt" = ${at}, "answerReason" = ${reason}
    FROM tasks t
    WHERE t.id = a."taskId" AND t.status = 'done' AND a."riskId" = ${riskId}::uuid
      AND a.id = ANY(${[...actionIds]}::uuid[]) AND a."removedAt" IS NULL
      AND (a."answeredAt" IS NULL OR a."answeredAt" < t."doneAt")`;
  if (count !== actionIds.length) {
    throw new AppError("conflict", overtaken);
  }
}

export const overtaken =
  "What the finished actions propose changed while you read it: somebody answered, or a task was reopened. Look at it again.";
