-- CreateTable
CREATE TABLE "project_standings" (
    "projectId" UUID NOT NULL,
    "plannedOn" DATE,
    "plannedDays" INTEGER NOT NULL DEFAULT 0,
    "stageCount" INTEGER NOT NULL DEFAULT 0,
    "stageNumber" INTEGER,
    "nextGateId" UUID,
    "nextGateState" "GateState",
    "nextDueOn" DATE,
    "gatesReady" INTEGER NOT NULL DEFAULT 0,
    "gatesInReview" INTEGER NOT NULL DEFAULT 0,
    "hasRejectedGate" BOOLEAN NOT NULL DEFAULT false,
    "hasLapsedGate" BOOLEAN NOT NULL DEFAULT false,
    "topScore" INTEGER NOT NULL DEFAULT 0,
    "topOpenScore" INTEGER NOT NULL DEFAULT 0,
    "conditionDueOn" DATE,

    CONSTRAINT "project_standings_pkey" PRIMARY KEY ("projectId")
);

-- CreateIndex
CREATE INDEX "risks_workspaceId_score_id_idx" ON "risks"("workspaceId", "score" DESC, "id");

-- AddForeignKey
ALTER TABLE "project_standings" ADD CONSTRAINT "project_standings_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a datamodel cannot say -------------------------------------------------

-- Unread notices are counted on every page: from the index alone, however many were read.
CREATE INDEX notifications_unread ON notifications ("userId") WHERE "readAt" IS NULL;

-- What is late among open risks, without a look at the others.
CREATE INDEX risks_open_by_day ON risks ("workspaceId", "dueOn", "projectId") WHERE status = 'open';

-- What waits for one person: their open tasks, and the gates of their projects that are in review.
CREATE INDEX tasks_open_of_person ON tasks ("assigneeId", "dueOn") INCLUDE ("projectId", "stageId")
  WHERE status IN ('todo', 'doing', 'blocked') OR (status = 'done' AND "toRecheck");
CREATE INDEX gates_in_review ON gates ("projectId") WHERE state = 'in_review';

-- Weekdays are numbered from a Monday, so that both directions are plain arithmetic.
CREATE FUNCTION weekdays_before(day date) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (day - DATE '1970-01-05') / 7 * 5 + LEAST((day - DATE '1970-01-05') % 7, 5)
$$;
CREATE FUNCTION weekday_numbered(number int) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT DATE '1970-01-05' + number / 5 * 7 + number % 5
$$;

-- The twin in SQL of `stageStates`, `positionOf` and `plannedDayOf`, and of what `healthOf` asks
-- about gates, risks and conditions. A test compares both on generated projects. What depends on
-- the day of looking is not in it: the list adds slip and lateness.
CREATE FUNCTION refresh_project_standings(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Locked by a statement of its own: one that waited inside the update would compute with the
  -- eyes of before the wait.
  PERFORM 1 FROM project_standings WHERE "projectId" = ANY (ids)
    ORDER BY "projectId" FOR NO KEY UPDATE;
  UPDATE project_standings t
  SET "plannedOn" = n."plannedOn", "plannedDays" = n."plannedDays", "stageCount" = n."stageCount",
    "stageNumber" = n."stageNumber", "nextGateId" = n."nextGateId",
    "nextGateState" = n."nextGateState", "nextDueOn" = n."nextDueOn", "gatesReady" = n."gatesReady",
    "gatesInReview" = n."gatesInReview", "hasRejectedGate" = n."hasRejectedGate",
    "hasLapsedGate" = n."hasLapsedGate", "topScore" = n."topScore",
    "topOpenScore" = n."topOpenScore", "conditionDueOn" = n."conditionDueOn"
  FROM (
    SELECT v.id,
      weekday_numbered(weekdays_before(pl.starts[at.index + 1])
        + LEAST(span.days - 1, floor(LEAST(1, GREATEST(0, po.position - at.index)) * span.days
          + 0.000000001::float8)::int)) AS "plannedOn",
      pl."plannedDays", pl.stages AS "stageCount",
      pl.numbers[LEAST(h.index, pl.stages - 1) + 1] AS "stageNumber",
      pl."gateIds"[pl."nextIndex" + 1] AS "nextGateId",
      pl."gateStates"[pl."nextIndex" + 1] AS "nextGateState",
      pl."dueDays"[pl."nextIndex" + 1] AS "nextDueOn",
      g.ready AS "gatesReady", g."inReview" AS "gatesInReview",
      pl."isRejected" AS "hasRejectedGate", pl."isLapsed" AS "hasLapsedGate",
      COALESCE(r.top, 0) AS "topScore", COALESCE(r."topOpen", 0) AS "topOpenScore",
      c."dueOn" AS "conditionDueOn"
    FROM (SELECT DISTINCT id FROM unnest(ids) AS given(id)) v
    LEFT JOIN LATERAL (
      SELECT t.number AS "toNumber", f.number AS "fromNumber"
      FROM loop_backs l JOIN stages t ON t.id = l."toStageId" JOIN stages f ON f.id = l."fromStageId"
      WHERE l."projectId" = v.id AND l."returnedAt" IS NULL ORDER BY l.iteration DESC LIMIT 1
    ) o ON true
    CROSS JOIN LATERAL (
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
          LEFT JOIN LATERAL (
            SELECT g.id, g.state, g.state IN ('passed', 'passed_with_conditions', 'waived') AS holds
            FROM gates g WHERE g."stageId" = s.id ORDER BY g.code LIMIT 1) g ON true
          WHERE s."projectId" = v.id
          WINDOW upto AS (ORDER BY s.number)
        ) m
      ) st
    ) pl
    CROSS JOIN LATERAL (SELECT COALESCE(CASE WHEN pl.again <= pl."fromIndex" THEN pl.again END,
      pl."lastActive", pl.stages) AS index OFFSET 0) h
    CROSS JOIN LATERAL (SELECT h.index + COALESCE(pl.shares[h.index + 1], 0) AS position OFFSET 0) po
    CROSS JOIN LATERAL (SELECT COALESCE(
      (SELECT min(i) FROM unnest(pl.living) i WHERE i >= floor(po.position)),
      pl.living[cardinality(pl.living)]) AS index OFFSET 0) at
    CROSS JOIN LATERAL (SELECT GREATEST(1, weekdays_before(pl.ends[at.index + 1] + 1)
      - weekdays_before(pl.starts[at.index + 1])) AS days OFFSET 0) span
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE g.state = 'ready')::int AS ready,
        count(*) FILTER (WHERE g.state = 'in_review')::int AS "inReview"
      FROM gates g JOIN stages s ON s.id = g."stageId" AND s."tailoredOutAt" IS NULL
      WHERE g."projectId" = v.id
    ) g
    CROSS JOIN LATERAL (
      SELECT max(k.score) AS top, max(k.score) FILTER (WHERE k.status = 'open') AS "topOpen"
      FROM risks k WHERE k."projectId" = v.id AND k.status <> 'closed'
    ) r
    CROSS JOIN LATERAL (
      SELECT min(k."dueOn") AS "dueOn" FROM gates g JOIN gate_conditions k ON k."gateId" = g.id
      WHERE g."projectId" = v.id AND k."metAt" IS NULL
    ) c
  ) n
  WHERE t."projectId" = n.id
    AND (t."plannedOn", t."plannedDays", t."stageCount", t."stageNumber", t."nextGateId",
      t."nextGateState", t."nextDueOn", t."gatesReady", t."gatesInReview", t."hasRejectedGate",
      t."hasLapsedGate", t."topScore", t."topOpenScore", t."conditionDueOn")
    IS DISTINCT FROM (n."plannedOn", n."plannedDays", n."stageCount", n."stageNumber",
      n."nextGateId", n."nextGateState", n."nextDueOn", n."gatesReady", n."gatesInReview",
      n."hasRejectedGate", n."hasLapsedGate", n."topScore", n."topOpenScore", n."conditionDueOn");
END $$;

CREATE FUNCTION begin_project_standings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO project_standings ("projectId") SELECT id FROM changed;
  RETURN NULL;
END $$;
CREATE TRIGGER projects_begin_standing AFTER INSERT ON projects
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION begin_project_standings();

CREATE FUNCTION keep_project_standings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_project_standings(ARRAY(SELECT DISTINCT "projectId" FROM changed));
  RETURN NULL;
END $$;
CREATE FUNCTION keep_standings_of_gates() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_project_standings(ARRAY(SELECT DISTINCT g."projectId"
    FROM changed c JOIN gates g ON g.id = c."gateId"));
  RETURN NULL;
END $$;

CREATE TRIGGER stages_keep_standing_new AFTER INSERT ON stages
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_project_standings();
CREATE TRIGGER stages_keep_standing AFTER UPDATE ON stages
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_project_standings();
CREATE TRIGGER stages_keep_standing_gone AFTER DELETE ON stages
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_project_standings();
CREATE TRIGGER gates_keep_standing_new AFTER INSERT ON gates
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_project_standings();
CREATE TRIGGER gates_keep_standing AFTER UPDATE ON gates
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_project_standings();
CREATE TRIGGER gates_keep_standing_gone AFTER DELETE ON gates
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_project_standings();
CREATE TRIGGER loop_backs_keep_standing_new AFTER INSERT ON loop_backs
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_project_standings();
CREATE TRIGGER loop_backs_keep_standing AFTER UPDATE ON loop_backs
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_project_standings();
CREATE TRIGGER loop_backs_keep_standing_gone AFTER DELETE ON loop_backs
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_project_standings();
CREATE TRIGGER risks_keep_standing_new AFTER INSERT ON risks
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_project_standings();
CREATE TRIGGER risks_keep_standing AFTER UPDATE ON risks
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_project_standings();
CREATE TRIGGER risks_keep_standing_gone AFTER DELETE ON risks
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_project_standings();
CREATE TRIGGER gate_conditions_keep_standing_new AFTER INSERT ON gate_conditions
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_standings_of_gates();
CREATE TRIGGER gate_conditions_keep_standing AFTER UPDATE ON gate_conditions
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_standings_of_gates();
CREATE TRIGGER gate_conditions_keep_standing_gone AFTER DELETE ON gate_conditions
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_standings_of_gates();

-- Projects that were there before.
INSERT INTO project_standings ("projectId") SELECT id FROM projects;
SELECT refresh_project_standings(ARRAY(SELECT id FROM projects));
