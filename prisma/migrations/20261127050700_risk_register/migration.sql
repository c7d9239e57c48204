-- CreateEnum
CREATE TYPE "RiskControlState" AS ENUM ('planned', 'existing');

-- CreateEnum
CREATE TYPE "RiskProposalAnswer" AS ENUM ('taken', 'rejected');

-- CreateEnum
CREATE TYPE "AcceptanceOutcome" AS ENUM ('signed', 'declined', 'withdrawn');

-- CreateEnum
CREATE TYPE "RiskWatchKind" AS ENUM ('metric', 'evidence');

-- CreateEnum
CREATE TYPE "RiskWatchState" AS ENUM ('unknown', 'holds', 'breached');

-- CreateEnum
CREATE TYPE "RiskWatchOperator" AS ENUM ('at_least', 'at_most', 'above', 'below');

-- CreateEnum
CREATE TYPE "RiskPart" AS ENUM ('responsible', 'accountable', 'consulted', 'informed');

-- AlterEnum
ALTER TYPE "RiskSource" ADD VALUE 'import';

-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'risk_moved';

-- AlterTable
ALTER TABLE "project_standings" DROP COLUMN "topOpenScore",
ADD COLUMN     "risksAbove" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "risks" ADD COLUMN     "catalogueKey" TEXT,
ADD COLUMN     "importId" UUID,
ADD COLUMN     "isAboveAppetite" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "level" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "ratedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "reviewDueOn" DATE,
ADD COLUMN     "reviewedAt" TIMESTAMPTZ(3),
ADD COLUMN     "shade" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "statusSince" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ALTER COLUMN "ownerId" DROP NOT NULL,
ALTER COLUMN "score" SET DEFAULT 0;

-- AlterTable
ALTER TABLE "risk_level_changes" ADD COLUMN     "knowledge" "KnowledgeStrength",
ADD COLUMN     "matrixVersion" INTEGER NOT NULL DEFAULT 1,
ALTER COLUMN "changedById" DROP NOT NULL;

-- AlterTable
ALTER TABLE "risk_acceptances" DROP COLUMN "score",
ADD COLUMN     "impact" INTEGER,
ADD COLUMN     "likelihood" INTEGER,
ADD COLUMN     "requestId" UUID,
ADD COLUMN     "revokedById" UUID,
ADD COLUMN     "revokedReason" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "risk_matrices" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "likelihoods" JSONB NOT NULL,
    "impacts" JSONB NOT NULL,
    "levels" JSONB NOT NULL,
    "grid" INTEGER[],
    "within" INTEGER[],
    "reason" TEXT NOT NULL DEFAULT '',
    "savedById" UUID,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "risk_matrices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk_status_changes" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "riskId" UUID NOT NULL,
    "status" "RiskStatus" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "risk_status_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk_acceptance_requests" (
    "id" UUID NOT NULL,
    "riskId" UUID NOT NULL,
    "requestedById" UUID NOT NULL,
    "approverId" UUID NOT NULL,
    "role" "ProjectRole" NOT NULL,
    "justification" TEXT NOT NULL,
    "expiresOn" DATE NOT NULL,
    "likelihood" INTEGER NOT NULL,
    "impact" INTEGER NOT NULL,
    "matrixVersion" INTEGER NOT NULL,
    "subjectSha256" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "outcome" "AcceptanceOutcome",
    "closedAt" TIMESTAMPTZ(3),
    "closedById" UUID,
    "closedReason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "risk_acceptance_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk_actions" (
    "id" UUID NOT NULL,
    "riskId" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "cost" DOUBLE PRECISION,
    "likelihoodEffect" INTEGER NOT NULL DEFAULT 0,
    "impactEffect" INTEGER NOT NULL DEFAULT 0,
    "addedById" UUID NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),
    "toldAt" TIMESTAMPTZ(3),
    "answer" "RiskProposalAnswer",
    "answeredById" UUID,
    "answeredAt" TIMESTAMPTZ(3),
    "answerReason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "risk_actions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk_controls" (
    "id" UUID NOT NULL,
    "riskId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "state" "RiskControlState" NOT NULL,
    "addedById" UUID NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "retiredAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "risk_controls_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk_control_proofs" (
    "id" UUID NOT NULL,
    "controlId" UUID NOT NULL,
    "evidenceId" UUID NOT NULL,
    "linkedById" UUID NOT NULL,
    "linkedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "risk_control_proofs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk_reviews" (
    "id" UUID NOT NULL,
    "riskId" UUID NOT NULL,
    "isStillTrue" BOOLEAN NOT NULL,
    "likelihood" INTEGER NOT NULL,
    "impact" INTEGER NOT NULL,
    "knowledge" "KnowledgeStrength" NOT NULL,
    "matrixVersion" INTEGER NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "evidenceId" UUID,
    "nextDueOn" DATE,
    "reviewedById" UUID NOT NULL,
    "reviewedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "risk_reviews_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk_watches" (
    "id" UUID NOT NULL,
    "riskId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "kind" "RiskWatchKind" NOT NULL,
    "metricName" TEXT,
    "slice" TEXT NOT NULL DEFAULT '',
    "operator" "RiskWatchOperator",
    "threshold" DOUBLE PRECISION,
    "evidenceKind" "EvidenceKind",
    "maxAgeDays" INTEGER,
    "likelihoodEffect" INTEGER NOT NULL DEFAULT 1,
    "impactEffect" INTEGER NOT NULL DEFAULT 0,
    "state" "RiskWatchState" NOT NULL DEFAULT 'unknown',
    "stateSince" TIMESTAMPTZ(3) NOT NULL,
    "seen" TEXT NOT NULL DEFAULT '',
    "addedById" UUID NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "risk_watches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk_findings" (
    "id" UUID NOT NULL,
    "riskId" UUID NOT NULL,
    "watchId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "closedById" UUID,
    "closedReason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "risk_findings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk_catalogue_entries" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "cause" TEXT NOT NULL DEFAULT '',
    "event" TEXT NOT NULL DEFAULT '',
    "consequence" TEXT NOT NULL DEFAULT '',
    "category" "RiskCategory" NOT NULL,
    "stages" TEXT[],
    "tasks" TEXT[],
    "likelihood" INTEGER NOT NULL,
    "impact" INTEGER NOT NULL,
    "treatment" "RiskTreatment" NOT NULL,
    "advice" TEXT NOT NULL DEFAULT '',
    "isRetired" BOOLEAN NOT NULL DEFAULT false,
    "savedById" UUID NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "risk_catalogue_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk_suggestion_dismissals" (
    "projectId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "dismissedById" UUID NOT NULL,
    "dismissedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "risk_suggestion_dismissals_pkey" PRIMARY KEY ("projectId","key")
);

-- CreateTable
CREATE TABLE "risk_assignments" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "riskId" UUID,
    "stageId" UUID,
    "userId" UUID NOT NULL,
    "part" "RiskPart" NOT NULL,

    CONSTRAINT "risk_assignments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk_saved_views" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "filters" JSONB NOT NULL,
    "isShared" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "risk_saved_views_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk_imports" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "fileSha256" TEXT NOT NULL,
    "rowCount" INTEGER NOT NULL,
    "importedById" UUID NOT NULL,
    "importedAt" TIMESTAMPTZ(3) NOT NULL,
    "undoneAt" TIMESTAMPTZ(3),
    "undoneById" UUID,

    CONSTRAINT "risk_imports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "risk_matrices_workspaceId_version_key" ON "risk_matrices"("workspaceId", "version");

-- CreateIndex
CREATE INDEX "risk_status_changes_riskId_at_idx" ON "risk_status_changes"("riskId", "at");

-- CreateIndex
CREATE INDEX "risk_acceptance_requests_riskId_requestedAt_idx" ON "risk_acceptance_requests"("riskId", "requestedAt");

-- CreateIndex
CREATE INDEX "risk_acceptance_requests_approverId_outcome_idx" ON "risk_acceptance_requests"("approverId", "outcome");

-- CreateIndex
CREATE UNIQUE INDEX "risk_actions_taskId_key" ON "risk_actions"("taskId");

-- CreateIndex
CREATE INDEX "risk_actions_riskId_idx" ON "risk_actions"("riskId");

-- CreateIndex
CREATE INDEX "risk_controls_riskId_idx" ON "risk_controls"("riskId");

-- CreateIndex
CREATE UNIQUE INDEX "risk_control_proofs_controlId_evidenceId_key" ON "risk_control_proofs"("controlId", "evidenceId");

-- CreateIndex
CREATE INDEX "risk_reviews_riskId_reviewedAt_idx" ON "risk_reviews"("riskId", "reviewedAt");

-- CreateIndex
CREATE INDEX "risk_watches_riskId_idx" ON "risk_watches"("riskId");

-- CreateIndex
CREATE INDEX "risk_findings_riskId_closedAt_idx" ON "risk_findings"("riskId", "closedAt");

-- CreateIndex
CREATE UNIQUE INDEX "risk_catalogue_entries_workspaceId_key_key" ON "risk_catalogue_entries"("workspaceId", "key");

-- CreateIndex
CREATE INDEX "risk_assignments_projectId_idx" ON "risk_assignments"("projectId");

-- CreateIndex
CREATE INDEX "risk_assignments_riskId_idx" ON "risk_assignments"("riskId");

-- CreateIndex
CREATE INDEX "risk_saved_views_workspaceId_ownerId_idx" ON "risk_saved_views"("workspaceId", "ownerId");

-- CreateIndex
CREATE INDEX "risk_imports_workspaceId_importedAt_idx" ON "risk_imports"("workspaceId", "importedAt");

-- CreateIndex
CREATE INDEX "risks_importId_idx" ON "risks"("importId");

-- CreateIndex
CREATE UNIQUE INDEX "risk_acceptances_requestId_key" ON "risk_acceptances"("requestId");

-- AddForeignKey
ALTER TABLE "risk_acceptance_requests" ADD CONSTRAINT "risk_acceptance_requests_riskId_fkey" FOREIGN KEY ("riskId") REFERENCES "risks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_acceptances" ADD CONSTRAINT "risk_acceptances_riskId_fkey" FOREIGN KEY ("riskId") REFERENCES "risks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_acceptances" ADD CONSTRAINT "risk_acceptances_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "risk_acceptance_requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_acceptances" ADD CONSTRAINT "risk_acceptances_signatureId_fkey" FOREIGN KEY ("signatureId") REFERENCES "signatures"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_actions" ADD CONSTRAINT "risk_actions_riskId_fkey" FOREIGN KEY ("riskId") REFERENCES "risks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_actions" ADD CONSTRAINT "risk_actions_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "tasks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_controls" ADD CONSTRAINT "risk_controls_riskId_fkey" FOREIGN KEY ("riskId") REFERENCES "risks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_control_proofs" ADD CONSTRAINT "risk_control_proofs_controlId_fkey" FOREIGN KEY ("controlId") REFERENCES "risk_controls"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_control_proofs" ADD CONSTRAINT "risk_control_proofs_evidenceId_fkey" FOREIGN KEY ("evidenceId") REFERENCES "evidence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_reviews" ADD CONSTRAINT "risk_reviews_riskId_fkey" FOREIGN KEY ("riskId") REFERENCES "risks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_watches" ADD CONSTRAINT "risk_watches_riskId_fkey" FOREIGN KEY ("riskId") REFERENCES "risks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_findings" ADD CONSTRAINT "risk_findings_riskId_fkey" FOREIGN KEY ("riskId") REFERENCES "risks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_findings" ADD CONSTRAINT "risk_findings_watchId_fkey" FOREIGN KEY ("watchId") REFERENCES "risk_watches"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a datamodel cannot say -------------------------------------------------

ALTER TABLE risk_matrices ADD CONSTRAINT risk_matrices_whole CHECK (
  cardinality(within) BETWEEN 3 AND 6 AND jsonb_array_length(likelihoods) = cardinality(within)
  AND jsonb_array_length(impacts) BETWEEN 3 AND 6
  AND jsonb_array_length(levels) BETWEEN 2 AND 6
  AND cardinality(grid) = cardinality(within) * jsonb_array_length(impacts)
  AND array_position(grid, NULL) IS NULL AND array_position(within, NULL) IS NULL
  AND 1 <= ALL (grid) AND jsonb_array_length(levels) >= ALL (grid)
  AND 0 <= ALL (within) AND jsonb_array_length(impacts) >= ALL (within));
CREATE TRIGGER risk_matrices_append_only BEFORE UPDATE OR DELETE ON risk_matrices
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER risk_reviews_append_only BEFORE UPDATE OR DELETE ON risk_reviews
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The matrix every workspace begins with: five by five, levels by likelihood times impact.
CREATE FUNCTION begin_risk_matrix(workspace uuid, appetite int, at timestamptz) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO risk_matrices
    (id, "workspaceId", version, likelihoods, impacts, levels, grid, within, "savedAt")
  SELECT gen_random_uuid(), workspace, 1, '[
    {"label": "Rare", "meaning": "Hardly thinkable while the project lasts."},
    {"label": "Unlikely", "meaning": "Has happened elsewhere; nothing here points to it."},
    {"label": "Possible", "meaning": "May well happen once while the project lasts."},
    {"label": "Likely", "meaning": "Expected to happen unless something is done."},
    {"label": "Almost certain", "meaning": "Happens already, or will at the next occasion."}
  ]', '[
    {"label": "Negligible", "meaning": "Noticed by the team alone; mended in passing."},
    {"label": "Minor", "meaning": "Costs days; no goal and no customer is touched."},
    {"label": "Moderate", "meaning": "A goal slips or a group is served worse for a while."},
    {"label": "Major", "meaning": "A goal is missed, or people or money come to harm."},
    {"label": "Severe", "meaning": "The project fails, the law is broken, or the harm lasts."}
  ]', '[
    {"label": "Minimal", "meaning": "Watched in passing.", "reviewEveryDays": 180,
      "acceptedBy": ["lead", "risk_reviewer", "sponsor"], "acceptedForDays": 365},
    {"label": "Low", "meaning": "Looked at with the register.", "reviewEveryDays": 120,
      "acceptedBy": ["lead", "risk_reviewer", "sponsor"], "acceptedForDays": 365},
    {"label": "Moderate", "meaning": "Has an owner who acts.", "reviewEveryDays": 90,
      "acceptedBy": ["lead", "risk_reviewer", "sponsor"], "acceptedForDays": 180},
    {"label": "High", "meaning": "Treated with a date, and seen by the risk reviewer.",
      "reviewEveryDays": 30, "acceptedBy": ["risk_reviewer", "sponsor"], "acceptedForDays": 180},
    {"label": "Critical", "meaning": "Holds the project until it is treated.",
      "reviewEveryDays": 14, "acceptedBy": ["risk_reviewer", "sponsor"], "acceptedForDays": 90}
  ]',
  ARRAY(SELECT CASE WHEN l * i <= 3 THEN 1 WHEN l * i <= 6 THEN 2 WHEN l * i <= 9 THEN 3
      WHEN l * i <= 14 THEN 4 ELSE 5 END
    FROM generate_series(1, 5) l, generate_series(1, 5) i ORDER BY l, i),
  ARRAY(SELECT LEAST(5, appetite / l) FROM generate_series(1, 5) l ORDER BY l), at
$$;
CREATE FUNCTION begin_matrix_of_workspace() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM begin_risk_matrix(NEW.id, 14, NEW."createdAt");
  RETURN NULL;
END $$;
CREATE TRIGGER workspaces_begin_matrix AFTER INSERT ON workspaces
  FOR EACH ROW EXECUTE FUNCTION begin_matrix_of_workspace();

-- Workspaces that were there before keep the appetite they chose.
SELECT begin_risk_matrix(id, "riskAppetite", "createdAt") FROM workspaces;
ALTER TABLE "workspaces" DROP COLUMN "riskAppetite";

-- Where a risk stands in the newest matrix of its workspace; a level outside of it is refused,
-- whoever writes. The workspace is locked by a statement of its own: one that waited for another
-- matrix inside the look would see with the eyes of before the wait.
CREATE FUNCTION place_risk() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  matrix risk_matrices;
  height int;
  width int;
BEGIN
  PERFORM 1 FROM workspaces WHERE id = NEW."workspaceId" FOR KEY SHARE;
  SELECT * INTO matrix FROM risk_matrices WHERE "workspaceId" = NEW."workspaceId"
    ORDER BY version DESC LIMIT 1;
  height := cardinality(matrix.within);
  width := cardinality(matrix.grid) / height;
  IF (NEW.likelihood BETWEEN 1 AND height AND NEW.impact BETWEEN 1 AND width
      AND NEW."inherentLikelihood" BETWEEN 1 AND height AND NEW."inherentImpact" BETWEEN 1 AND width
      AND COALESCE(NEW."residualLikelihood", 1) BETWEEN 1 AND height
      AND COALESCE(NEW."residualImpact", 1) BETWEEN 1 AND width) IS NOT TRUE THEN
    RAISE EXCEPTION 'A level of this risk lies outside the matrix of its workspace.'
      USING ERRCODE = 'check_violation';
  END IF;
  NEW.score := NEW.likelihood * NEW.impact;
  NEW.level := matrix.grid[(NEW.likelihood - 1) * width + NEW.impact];
  NEW.shade := round(1 + (NEW.level - 1) * 4.0 / (jsonb_array_length(matrix.levels) - 1));
  NEW."isAboveAppetite" := NEW.impact > matrix.within[NEW.likelihood];
  RETURN NEW;
END $$;
CREATE TRIGGER risks_placed BEFORE INSERT OR UPDATE OF "workspaceId", likelihood, impact,
    "inherentLikelihood", "inherentImpact", "residualLikelihood", "residualImpact", score, level,
    shade, "isAboveAppetite" ON risks
  FOR EACH ROW EXECUTE FUNCTION place_risk();

-- Standing of projects: risks above appetite instead of a score beyond a number.
CREATE OR REPLACE FUNCTION refresh_project_standings(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
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
    "risksAbove" = n."risksAbove", "conditionDueOn" = n."conditionDueOn"
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
      COALESCE(r.top, 0) AS "topScore", r.above AS "risksAbove",
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
      SELECT max(k.score) AS top,
        count(*) FILTER (WHERE k.status = 'open' AND k."isAboveAppetite")::int AS above
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
      t."hasLapsedGate", t."topScore", t."risksAbove", t."conditionDueOn")
    IS DISTINCT FROM (n."plannedOn", n."plannedDays", n."stageCount", n."stageNumber",
      n."nextGateId", n."nextGateState", n."nextDueOn", n."gatesReady", n."gatesInReview",
      n."hasRejectedGate", n."hasLapsedGate", n."topScore", n."risksAbove", n."conditionDueOn");
END $$;


-- Which status held from when on, for pictures over time.
CREATE FUNCTION note_risk_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR OLD.status <> NEW.status THEN
    INSERT INTO risk_status_changes ("riskId", status, at)
    VALUES (NEW.id, NEW.status, NEW."statusSince");
  END IF;
  RETURN NULL;
END $$;

-- Risks that were there before.
UPDATE risks SET "statusSince" = COALESCE("closedAt", "raisedAt"), "ratedAt" = "raisedAt";
UPDATE risks SET likelihood = likelihood;
UPDATE risks SET status = 'open' WHERE status = 'accepted' AND NOT EXISTS (
  SELECT 1 FROM risk_acceptances a WHERE a."riskId" = risks.id AND a."revokedAt" IS NULL
    AND a."endNotedAt" IS NULL);
UPDATE risks SET "reviewDueOn" = current_date + (m.levels -> (risks.level - 1) ->> 'reviewEveryDays')::int
FROM risk_matrices m WHERE m."workspaceId" = risks."workspaceId" AND risks.status <> 'closed';
UPDATE risk_level_changes c SET knowledge = r.knowledge FROM risks r WHERE r.id = c."riskId";
INSERT INTO risk_status_changes ("riskId", status, at)
  SELECT id, 'open', "raisedAt" FROM risks
  UNION ALL SELECT id, status, "statusSince" FROM risks WHERE status <> 'open';
CREATE TRIGGER risks_note_status AFTER INSERT OR UPDATE OF status ON risks
  FOR EACH ROW EXECUTE FUNCTION note_risk_status();
SELECT refresh_project_standings(ARRAY(SELECT id FROM projects));

-- Acceptances that were there before cover the level their risk has.
UPDATE risk_acceptances a SET likelihood = r.likelihood, impact = r.impact
FROM risks r WHERE r.id = a."riskId";
ALTER TABLE risk_acceptances ALTER COLUMN likelihood SET NOT NULL, ALTER COLUMN impact SET NOT NULL;

-- An acceptance is revoked or ends, once, and moves with the matrix; nothing else of it changes.
CREATE FUNCTION refuse_acceptance_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD."revokedAt" IS NULL OR NEW."revokedAt" = OLD."revokedAt")
     AND to_jsonb(NEW) - '{revokedAt,revokedById,revokedReason,endNotedAt,likelihood,impact}'::text[]
       = to_jsonb(OLD) - '{revokedAt,revokedById,revokedReason,endNotedAt,likelihood,impact}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'An acceptance is never changed or removed, only revoked.'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER risk_acceptances_frozen BEFORE UPDATE OR DELETE ON risk_acceptances
  FOR EACH ROW EXECUTE FUNCTION refuse_acceptance_change();

-- No accepted risk without an acceptance that covers its level: looked at when the transaction ends.
CREATE FUNCTION demand_acceptance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  risk uuid := CASE TG_TABLE_NAME WHEN 'risks' THEN to_jsonb(NEW) ->> 'id'
    ELSE to_jsonb(NEW) ->> 'riskId' END;
BEGIN
  IF EXISTS (SELECT 1 FROM risks r WHERE r.id = risk AND r.status = 'accepted' AND NOT EXISTS (
      SELECT 1 FROM risk_acceptances a WHERE a."riskId" = r.id AND a."revokedAt" IS NULL
        AND a."endNotedAt" IS NULL AND a.likelihood >= r.likelihood AND a.impact >= r.impact)) THEN
    RAISE EXCEPTION 'A risk is accepted by a signed acceptance of its level, and in no other way.'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER risks_accepted_by_signature
  AFTER INSERT OR UPDATE OF status, likelihood, impact ON risks DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.status = 'accepted') EXECUTE FUNCTION demand_acceptance();
CREATE CONSTRAINT TRIGGER risk_acceptances_still_cover
  AFTER UPDATE ON risk_acceptances DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION demand_acceptance();

CREATE UNIQUE INDEX risk_acceptance_requests_one_waits ON risk_acceptance_requests ("riskId")
  WHERE outcome IS NULL;
CREATE INDEX risk_acceptance_requests_of_approver ON risk_acceptance_requests ("approverId")
  WHERE outcome IS NULL;
CREATE UNIQUE INDEX risk_saved_views_by_name ON risk_saved_views ("workspaceId", "ownerId", name);
CREATE UNIQUE INDEX risk_assignments_once
  ON risk_assignments ("projectId", "riskId", "stageId", "userId", part) NULLS NOT DISTINCT;
ALTER TABLE risk_assignments ADD CONSTRAINT risk_assignments_of_one CHECK (
  ("riskId" IS NULL) <> ("stageId" IS NULL));
ALTER TABLE risk_watches ADD CONSTRAINT risk_watches_say_what CHECK (
  CASE kind WHEN 'metric' THEN "metricName" IS NOT NULL AND operator IS NOT NULL
      AND threshold IS NOT NULL
    ELSE "evidenceKind" IS NOT NULL END);

-- Reviews that come due, for one person and for the register.
CREATE INDEX risks_review_due ON risks ("workspaceId", "reviewDueOn") WHERE status <> 'closed';
CREATE INDEX risks_review_of_owner ON risks ("ownerId", "reviewDueOn") WHERE status <> 'closed';
CREATE INDEX risk_watches_living ON risk_watches ("projectId") WHERE "endedAt" IS NULL;
