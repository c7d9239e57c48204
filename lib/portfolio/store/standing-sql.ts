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

/** Marks of one project's stages, reduced to what its position and its health need. */
const placesOfProject = Prisma.sql`
  SELECT count(*)::int AS stages,
    max(st.index) FILTER (WHERE st.state = 'active') AS "lastActive",
    min(st.index) FILTER (WHERE st.number >= o."toNumber"
      AND st.state NOT IN ('done', 'tailored_out')) AS again,
    max(st.index) FILTER (WHERE st.number = o."fromNumber") AS "fromIndex",
    array_agg(st.index ORDER BY st.index) FILTER (WHERE NOT st."isOff") AS living,
    array_agg(st.number ORDER BY st.index) AS numbers,
    array_agg(st."firstPlanStartOn" ORDER BY st.index) AS starts,
    array_agg(st."firstPlanEndOn" ORDER BY st.index) AS ends,
    array_agg(st."planEndOn" ORDER BY st.index) AS "dueDays",
    array_agg(st."gateId" ORDER BY st.index) AS "gateIds",
    array_agg(st."gateState" ORDER BY st.index) AS "gateStates",
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
  FROM (
    SELECT m.*, CASE
        WHEN m."isOff" THEN 'tailored_out'
        WHEN m.holds THEN 'done'
        WHEN COALESCE(m.before % 2 = 1, true) OR m."tasksStarted" > 0 THEN 'active'
        ELSE 'not_started' END AS state
    FROM (
      SELECT s.number, s."tasksStarted", s."estimateDays", s."estimateDoneDays", s."planEndOn",
        s."firstPlanStartOn", s."firstPlanEndOn", s."tailoredOutAt" IS NOT NULL AS "isOff",
        g.id AS "gateId", g.state AS "gateState", g.holds,
        (row_number() OVER upto - 1)::int AS index,
        max(CASE WHEN s."tailoredOutAt" IS NULL THEN 2 * s.number + g.holds::int END)
          OVER (ORDER BY s.number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
      FROM stages s
      LEFT JOIN LATERAL (SELECT g.id, g.state, g.state IN ${held} AS holds FROM gates g
        WHERE g."stageId" = s.id ORDER BY g.code LIMIT 1) g ON true
      WHERE s."projectId" = v.id
      WINDOW upto AS (ORDER BY s.number)
    ) m
  ) st`;

// Without it the planner copies a step into every place that names it, and nested steps multiply.
const onceEach = Prisma.raw("OFFSET 0");

/** Days from the planned day of the position to today, both brought to weekdays. */
const slip = Prisma.sql`COALESCE(
  ${weekdayNumbered(Prisma.sql`${weekdaysBefore(Prisma.sql`v."asOf" + 1`)} - 1`)}
  - ${weekdayNumbered(Prisma.sql`${weekdaysBefore(Prisma.sql`pl.starts[at.index + 1]`)}
    + LEAST(span.days - 1, floor(LEAST(1, GREATEST(0, po.position - at.index)) * span.days
      + 0.000000001::float8)::int)`)}, 0)`;

/**
 * The twin in SQL of `stageStates`, `positionOf`, `slipDays` and `healthOf`, for sorting and
 * filtering whole portfolios. A test compares both on generated projects. Defines `visible` from
 * a condition on `projects p`, and `standing`, one row per visible project. Each project is read
 * through its own indexes: joins between derived tables have no estimates and turn quadratic.
 */
export function standingOf(visible: Prisma.Sql, today: string): Prisma.Sql {
  return Prisma.sql`
    visible AS MATERIALIZED (
      SELECT p.id, p."workspaceId", p.name, p.status, p.unit, p."ownerId",
        COALESCE((p."closedAt" AT TIME ZONE 'UTC')::date, ${today}::date) AS "asOf"
      FROM projects p WHERE ${visible}
    ),
    standing AS MATERIALIZED (
      SELECT v.id AS "projectId", v.name, v.status, sl."slipDays", pl."plannedDays", po.position,
        pl.numbers[LEAST(h.index, pl.stages - 1) + 1] AS "stageNumber",
        pl."gateIds"[pl."nextIndex" + 1] AS "nextGateId",
        pl."gateStates"[pl."nextIndex" + 1] AS "nextGateState",
        pl."dueDays"[pl."nextIndex" + 1] AS "dueOn",
        COALESCE(r.score, 0) AS "topScore", r.above AS "risksAbove", c.count AS "lateConditions",
        CASE
          WHEN v.status = 'paused' THEN 'paused'
          WHEN pl."isRejected" OR r.above > 0
            OR sl."slipDays" > GREATEST(0, 0.2::float8 * pl."plannedDays") THEN 'off_track'
          WHEN pl."isLapsed" OR c.count > 0
            OR sl."slipDays" > GREATEST(0, 0.1::float8 * pl."plannedDays") THEN 'at_risk'
          ELSE 'on_track' END AS health
      FROM visible v
      LEFT JOIN LATERAL (
        SELECT t.number AS "toNumber", f.number AS "fromNumber"
        FROM loop_backs l JOIN stages t ON t.id = l."toStageId" JOIN stages f ON f.id = l."fromStageId"
        WHERE l."projectId" = v.id AND l."returnedAt" IS NULL ORDER BY l.iteration DESC LIMIT 1
      ) o ON true
      CROSS JOIN LATERAL (${placesOfProject}) pl
      CROSS JOIN LATERAL (SELECT COALESCE(CASE WHEN pl.again <= pl."fromIndex" THEN pl.again END,
        pl."lastActive", pl.stages) AS index ${onceEach}) h
      CROSS JOIN LATERAL (SELECT h.index + COALESCE(pl.shares[h.index + 1], 0) AS position ${onceEach}) po
      CROSS JOIN LATERAL (SELECT COALESCE(
        (SELECT min(i) FROM unnest(pl.living) i WHERE i >= floor(po.position)),
        pl.living[cardinality(pl.living)]) AS index ${onceEach}) at
      CROSS JOIN LATERAL (SELECT GREATEST(1,
        ${weekdaysBefore(Prisma.sql`pl.ends[at.index + 1] + 1`)}
        - ${weekdaysBefore(Prisma.sql`pl.starts[at.index + 1]`)}) AS days ${onceEach}) span
      CROSS JOIN LATERAL (SELECT ${slip} AS "slipDays" ${onceEach}) sl
      CROSS JOIN LATERAL (
        SELECT max(k.score) AS score,
          count(*) FILTER (WHERE k.status = 'open' AND k.score > w."riskAppetite")::int AS above
        FROM risks k JOIN workspaces w ON w.id = k."workspaceId"
        WHERE k."projectId" = v.id AND k.status <> 'closed'
      ) r
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS count FROM gates g JOIN gate_conditions k ON k."gateId" = g.id
        WHERE g."projectId" = v.id AND k."metAt" IS NULL AND k."dueOn" < ${today}::date
      ) c
    )`;
}
