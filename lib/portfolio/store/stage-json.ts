import "server-only";
import { Prisma } from "@/prisma/generated/client";

/** Columns named like the members of `StageFacts`, of a row of `stages s`. */
export const stageColumns = Prisma.sql`
  s.id, s.number, s.name, s."group", s."planStartOn", s."planEndOn", s."firstPlanStartOn",
  s."firstPlanEndOn", s."actualStartOn", s."actualEndOn",
  s."tailoredOutAt" IS NOT NULL AS "isTailoredOut", s."tasksTotal", s."tasksStarted",
  s."tasksDone", s."tasksBlocked", s."estimateDays", s."estimateDoneDays",
  (SELECT row_to_json(x) FROM (SELECT g.id, g.code, g.name, g.state,
      (g."passedAt" AT TIME ZONE 'UTC')::date AS "passedOn"
    FROM gates g WHERE g."stageId" = s.id ORDER BY g.code LIMIT 1) x) AS gate`;

/** `LoopFacts` of a project, in the order they happened, from its id. */
export function loopsOf(projectId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`COALESCE((SELECT json_agg(json_build_object('fromStageId', l."fromStageId",
      'toStageId', l."toStageId", 'iteration', l.iteration, 'who', u.name,
      'on', (l."decidedAt" AT TIME ZONE 'UTC')::date, 'reason', l.reason,
      'reasonText', l."reasonText", 'isOpen', l."returnedAt" IS NULL) ORDER BY l.iteration)
    FROM loop_backs l JOIN users u ON u.id = l."decidedById"
    WHERE l."projectId" = ${projectId}), '[]')`;
}
