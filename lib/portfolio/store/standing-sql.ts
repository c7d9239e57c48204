import "server-only";
import type { WorkspaceAccess } from "@/lib/authz/access";
import { Prisma } from "@/prisma/generated/client";

/** Gates that let later work rest on them, as the pure rule has it. */
const held = Prisma.raw("('passed', 'passed_with_conditions', 'waived')");

// Weekdays are numbered from a Monday, so that both directions are plain arithmetic.
const MONDAY = Prisma.raw("DATE '1970-01-05'");

/** How many weekdays lie before a day. */
function weekdaysBefore(day: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(((${day}) - ${MONDAY}) / 7 * 5 + LEAST(((${day}) - ${MONDAY}) % 7, 5))`;
}

function weekdayNumbered(number: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${MONDAY} + (${number}) / 5 * 7 + (${number}) % 5)`;
}

/** Projects of the workspace the reader may see: their own, or all for those who look after it. */
export function visibleTo(access: WorkspaceAccess): Prisma.Sql {
  const { workspaceRole, userId } = access.member;
  const ofWorkspace = Prisma.sql`p."workspaceId" = ${access.workspaceId}::uuid`;
  if (workspaceRole !== "member") {
    return ofWorkspace;
  }
  return Prisma.sql`${ofWorkspace} AND EXISTS (SELECT 1 FROM project_members mine
    WHERE mine."projectId" = p.id AND mine."userId" = ${userId}::uuid
      AND mine."removedAt" IS NULL)`;
}

/**
 * The twin in SQL of `stageStates`, `positionOf`, `slipDays` and `healthOf`, for sorting and
 * filtering whole portfolios. A test compares both on generated projects. Defines `visible` from
 * a condition on `projects p`, and `standing`, one row per visible project.
 */
export function standingOf(visible: Prisma.Sql, today: string): Prisma.Sql {
  return Prisma.sql`
    visible AS MATERIALIZED (
      SELECT p.*, COALESCE((p."closedAt" AT TIME ZONE 'UTC')::date, ${today}::date) AS "asOf"
      FROM projects p WHERE ${visible}
    ),
    finish AS (
      SELECT DISTINCT ON (g."stageId") g."stageId", g.id, g.code, g.name, g.state,
        g.state IN ${held} AS holds
      FROM gates g JOIN visible v ON v.id = g."projectId" ORDER BY g."stageId", g.code
    ),
    marks AS (
      SELECT s.*, s."tailoredOutAt" IS NOT NULL AS "isOff", g.id AS "gateId", g.state AS "gateState",
        g.holds, (row_number() OVER upto - 1)::int AS index,
        max(CASE WHEN s."tailoredOutAt" IS NULL THEN 2 * s.number + g.holds::int END)
          OVER (PARTITION BY s."projectId" ORDER BY s.number
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
      FROM stages s JOIN visible v ON v.id = s."projectId"
      LEFT JOIN finish g ON g."stageId" = s.id
      WINDOW upto AS (PARTITION BY s."projectId" ORDER BY s.number)
    ),
    states AS MATERIALIZED (
      SELECT m.*, CASE
          WHEN m."isOff" THEN 'tailored_out'
          WHEN m.holds THEN 'done'
          WHEN COALESCE(m.before % 2 = 1, true) OR m."tasksStarted" > 0 THEN 'active'
          ELSE 'not_started' END AS state
      FROM marks m
    ),
    open_loops AS (
      SELECT DISTINCT ON (l."projectId") l."projectId", t.index AS "toIndex", f.index AS "fromIndex"
      FROM loop_backs l
      JOIN states t ON t.id = l."toStageId" JOIN states f ON f.id = l."fromStageId"
      WHERE l."returnedAt" IS NULL ORDER BY l."projectId", l.iteration DESC
    ),
    places AS (
      SELECT st."projectId", count(*)::int AS stages,
        max(st.index) FILTER (WHERE st.state = 'active') AS "lastActive",
        min(st.index) FILTER (WHERE st.index >= o."toIndex"
          AND st.state NOT IN ('done', 'tailored_out')) AS again,
        max(o."fromIndex") AS "fromIndex",
        array_agg(st.index ORDER BY st.index) FILTER (WHERE NOT st."isOff") AS living,
        array_agg(st."firstPlanStartOn" ORDER BY st.index) AS starts,
        array_agg(st."firstPlanEndOn" ORDER BY st.index) AS ends,
        array_agg(CASE WHEN st."estimateDays" > 0
          THEN LEAST(1, GREATEST(0, st."estimateDoneDays" / st."estimateDays")) ELSE 0 END
          ORDER BY st.index) AS shares,
        COALESCE(max(st."firstPlanEndOn") FILTER (WHERE NOT st."isOff")
          - min(st."firstPlanStartOn") FILTER (WHERE NOT st."isOff") + 1, 0) AS "plannedDays",
        min(st.index) FILTER (WHERE NOT st."isOff" AND NOT st.holds) AS "nextIndex",
        COALESCE(bool_or(st."gateState" = 'rejected') FILTER (WHERE NOT st."isOff"), false)
          AS "isRejected",
        COALESCE(bool_or(st."gateState" = 'lapsed') FILTER (WHERE NOT st."isOff"), false)
          AS "isLapsed"
      FROM states st LEFT JOIN open_loops o ON o."projectId" = st."projectId"
      GROUP BY st."projectId"
    ),
    positions AS (
      SELECT pl.*, h.index, h.index + COALESCE(pl.shares[h.index + 1], 0) AS position
      FROM places pl
      CROSS JOIN LATERAL (SELECT COALESCE(CASE WHEN pl.again <= pl."fromIndex" THEN pl.again END,
        pl."lastActive", pl.stages) AS index) h
    ),
    plans AS (
      SELECT po.*, at.index AS at, po.starts[at.index + 1] AS "startOn", GREATEST(1,
          ${weekdaysBefore(Prisma.sql`po.ends[at.index + 1] + 1`)}
          - ${weekdaysBefore(Prisma.sql`po.starts[at.index + 1]`)}) AS days
      FROM positions po
      CROSS JOIN LATERAL (SELECT COALESCE(
        (SELECT min(i) FROM unnest(po.living) i WHERE i >= floor(po.position)),
        po.living[cardinality(po.living)]) AS index) at
    ),
    slips AS (
      SELECT pn.*, COALESCE(
          ${weekdayNumbered(Prisma.sql`${weekdaysBefore(Prisma.sql`v."asOf" + 1`)} - 1`)}
          - ${weekdayNumbered(Prisma.sql`${weekdaysBefore(Prisma.sql`pn."startOn"`)}
            + LEAST(pn.days - 1, floor(LEAST(1, GREATEST(0, pn.position - pn.at)) * pn.days
              + 0.000000001::float8)::int)`)}, 0)
          AS "slipDays"
      FROM plans pn JOIN visible v ON v.id = pn."projectId"
    ),
    top_risks AS (
      SELECT r."projectId", max(r.score) AS score,
        count(*) FILTER (WHERE r.status = 'open' AND r.score > w."riskAppetite")::int AS above
      FROM risks r JOIN visible v ON v.id = r."projectId" JOIN workspaces w ON w.id = v."workspaceId"
      WHERE r.status <> 'closed' GROUP BY r."projectId"
    ),
    late_conditions AS (
      SELECT g."projectId", count(*)::int AS count
      FROM gate_conditions c JOIN gates g ON g.id = c."gateId" JOIN visible v ON v.id = g."projectId"
      WHERE c."metAt" IS NULL AND c."dueOn" < ${today}::date GROUP BY g."projectId"
    ),
    standing AS (
      SELECT sl."projectId", sl."slipDays", sl."plannedDays", sl.position,
        LEAST(sl.index, sl.stages - 1) + 1 AS "stageNumber",
        n."gateId" AS "nextGateId", n."gateState" AS "nextGateState", n."planEndOn" AS "dueOn",
        COALESCE(r.score, 0) AS "topScore", COALESCE(r.above, 0) AS "risksAbove",
        COALESCE(c.count, 0) AS "lateConditions",
        CASE
          WHEN v.status = 'paused' THEN 'paused'
          WHEN sl."isRejected" OR r.above > 0
            OR sl."slipDays" > GREATEST(0, 0.2::float8 * sl."plannedDays") THEN 'off_track'
          WHEN sl."isLapsed" OR c.count > 0
            OR sl."slipDays" > GREATEST(0, 0.1::float8 * sl."plannedDays") THEN 'at_risk'
          ELSE 'on_track' END AS health
      FROM slips sl
      JOIN visible v ON v.id = sl."projectId"
      LEFT JOIN states n ON n."projectId" = sl."projectId" AND n.index = sl."nextIndex"
      LEFT JOIN top_risks r ON r."projectId" = sl."projectId"
      LEFT JOIN late_conditions c ON c."projectId" = sl."projectId"
    )`;
}
