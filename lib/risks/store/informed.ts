import "server-only";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import { addJobs } from "@/lib/platform/jobs";
import { riskKey } from "@/lib/risks/rules";
import { Prisma } from "@/prisma/generated/client";

type Columns = { id: Prisma.Sql; stageId: Prisma.Sql; projectId: Prisma.Sql };

/** Ids of those who are told about a risk: by its own table of parts, or by that of its stage where it has none. */
export function informedOf({ id, stageId, projectId }: Columns): Prisma.Sql {
  return Prisma.sql`ARRAY(
    SELECT i."userId" FROM risk_assignments i
    WHERE i."projectId" = ${projectId} AND i.part = 'informed'
      AND CASE WHEN EXISTS (SELECT 1 FROM risk_assignments o WHERE o."riskId" = ${id})
        THEN i."riskId" = ${id} ELSE i."stageId" = ${stageId} END)`;
}

type Risen = {
  id: string;
  number: number;
  title: string;
  workspaceId: string;
  projectId: string;
};

/** The mail is a job of the same transaction: a rating that is refused tells nobody. */
export async function tellInformed(tx: Tx, risk: Risen, by: string | null): Promise<void> {
  const { id, workspaceId, projectId } = risk;
  const columns = { id: Prisma.sql`r.id`, stageId: Prisma.sql`r."stageId"` };
  const [row] = await tx.$queryRaw<{ key: string; userIds: string[] }[]>`
    SELECT p.key, ARRAY(SELECT m."userId" FROM project_members m
      WHERE m."projectId" = p.id AND m."removedAt" IS NULL
        AND m."userId" = ANY(${informedOf({ ...columns, projectId: Prisma.sql`p.id` })}))
      AS "userIds"
    FROM risks r JOIN projects p ON p.id = r."projectId" WHERE r.id = ${id}::uuid`;
  if (row === undefined || row.userIds.length === 0) {
    return;
  }
  const jobs = await notify(tx, {
    workspaceId: workspaceId as WorkspaceId,
    projectId: projectId as ProjectId,
    kind: "risk_moved",
    userIds: row.userIds,
    ...(by === null ? {} : { except: by }),
    title: `${row.key} ${riskKey(risk.number)} ${risk.title} stands above the appetite now`,
    because: "because you are informed about this risk",
    href: `/projects/${projectId}/risks?risk=${id}`,
  });
  await addJobs(tx, jobs);
}
