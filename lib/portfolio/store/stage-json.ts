import "server-only";
import { Prisma } from "@/prisma/generated/client";

/** Members of `StageFacts` that every list needs, from a row of `stages s`. */
export const stageColumns = Prisma.sql`
  'id', s.id, 'number', s.number, 'name', s.name, 'group', s."group",
  'planStartOn', s."planStartOn", 'planEndOn', s."planEndOn",
  'firstPlanStartOn', s."firstPlanStartOn", 'firstPlanEndOn', s."firstPlanEndOn",
  'actualStartOn', s."actualStartOn", 'actualEndOn', s."actualEndOn",
  'isTailoredOut', s."tailoredOutAt" IS NOT NULL, 'tasksTotal', s."tasksTotal",
  'tasksStarted', s."tasksStarted", 'tasksDone', s."tasksDone", 'tasksBlocked', s."tasksBlocked",
  'estimateDays', s."estimateDays", 'estimateDoneDays', s."estimateDoneDays",
  'gate', (SELECT json_build_object('id', g.id, 'code', g.code, 'name', g.name, 'state', g.state,
      'passedOn', (g."passedAt" AT TIME ZONE 'UTC')::date)
    FROM gates g WHERE g."stageId" = s.id ORDER BY g.code LIMIT 1)`;

/** `LoopFacts` of a project, in the order they happened, from its id. */
export function loopsOf(projectId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`COALESCE((SELECT json_agg(json_build_object('fromStageId', l."fromStageId",
      'toStageId', l."toStageId", 'iteration', l.iteration, 'who', u.name,
      'on', (l."decidedAt" AT TIME ZONE 'UTC')::date, 'reason', l.reason,
      'reasonText', l."reasonText", 'isOpen', l."returnedAt" IS NULL) ORDER BY l.iteration)
    FROM loop_backs l JOIN users u ON u.id = l."decidedById"
    WHERE l."projectId" = ${projectId}), '[]')`;
}
