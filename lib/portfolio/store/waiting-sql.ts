import "server-only";
import { waitingFor } from "@/lib/gates/store/list-waiting";
import { openTasksOf } from "@/lib/tasks/store/task-page";
import { Prisma } from "@/prisma/generated/client";

/**
 * Ids of the projects in which something waits for one person: a gate to decide, a case to sign,
 * a condition or a task of theirs that is late. Read from the person's side, so that its cost is
 * theirs and not the portfolio's.
 */
export function projectsWaitingFor(at: {
  userId: string;
  workspaceId: string;
  today: string;
}): Prisma.Sql {
  const { userId, today } = at;
  const workspaceId = Prisma.sql`${at.workspaceId}::uuid`;
  return Prisma.sql`(
    SELECT "projectId" FROM ${waitingFor({ workspaceId, userId, today })} waiting
      WHERE kind <> 'condition' OR due < ${today}::date
    UNION
    SELECT t."projectId" FROM ${openTasksOf({ userId, workspaceId })}
      AND t."dueOn" < ${today}::date)`;
}
