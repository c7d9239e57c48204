-- CreateEnum
CREATE TYPE "CaseCheckpoint" AS ENUM ('evaluation', 'go_live', 'days_30', 'days_90', 'days_180');

-- CreateEnum
CREATE TYPE "ActualSource" AS ENUM ('typed', 'metric');

-- CreateEnum
CREATE TYPE "AssumptionVerdict" AS ENUM ('holds', 'broken');

-- CreateEnum
CREATE TYPE "AmendmentStatus" AS ENUM ('proposed', 'accepted', 'declined');

-- AlterEnum
ALTER TYPE "SignatureSubject" ADD VALUE 'case_amendment';

-- AlterTable
ALTER TABLE "business_cases" ADD COLUMN     "goLiveOn" DATE;

-- CreateTable
CREATE TABLE "criterion_actuals" (
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "criterionKey" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "checkpoint" "CaseCheckpoint" NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "source" "ActualSource" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "metricId" UUID,
    "metricName" TEXT NOT NULL DEFAULT '',
    "metricSlice" TEXT NOT NULL DEFAULT '',
    "dataSetHash" TEXT NOT NULL DEFAULT '',
    "recordedById" UUID NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "supersedesId" UUID,

    CONSTRAINT "criterion_actuals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assumption_reviews" (
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "assumptionKey" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "verdict" "AssumptionVerdict" NOT NULL,
    "note" TEXT NOT NULL,
    "reviewedById" UUID NOT NULL,
    "reviewedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assumption_reviews_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_amendments" (
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "signedNumber" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "additions" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "status" "AmendmentStatus" NOT NULL DEFAULT 'proposed',
    "proposedById" UUID NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "declinedById" UUID,
    "declinedReason" TEXT NOT NULL DEFAULT '',
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "case_amendments_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "criterion_actuals_supersedesId_key" ON "criterion_actuals"("supersedesId");

-- CreateIndex
CREATE INDEX "criterion_actuals_caseId_criterionKey_checkpoint_idx" ON "criterion_actuals"("caseId", "criterionKey", "checkpoint");

-- CreateIndex
CREATE INDEX "assumption_reviews_caseId_assumptionKey_reviewedAt_idx" ON "assumption_reviews"("caseId", "assumptionKey", "reviewedAt");

-- CreateIndex
CREATE UNIQUE INDEX "case_amendments_caseId_number_key" ON "case_amendments"("caseId", "number");

-- AddForeignKey
ALTER TABLE "criterion_actuals" ADD CONSTRAINT "criterion_actuals_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "business_cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assumption_reviews" ADD CONSTRAINT "assumption_reviews_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "business_cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_amendments" ADD CONSTRAINT "case_amendments_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "business_cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Readings and reviews are corrected by a further row, never in place.
CREATE TRIGGER criterion_actuals_append_only BEFORE UPDATE OR DELETE ON criterion_actuals
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER assumption_reviews_append_only BEFORE UPDATE OR DELETE ON assumption_reviews
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- One first reading per measure and checkpoint; every further one corrects exactly one other.
CREATE UNIQUE INDEX criterion_actuals_one_first ON criterion_actuals ("caseId", "criterionKey", checkpoint)
  WHERE "supersedesId" IS NULL;

ALTER TABLE criterion_actuals ADD CONSTRAINT criterion_actuals_from_metric
  CHECK ((source = 'metric') = ("metricId" IS NOT NULL));

-- Of an amendment only its end is written, once.
CREATE FUNCTION refuse_amendment_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.status = 'proposed'
     AND to_jsonb(NEW) - '{status,declinedById,declinedReason,closedAt}'::text[]
       = to_jsonb(OLD) - '{status,declinedById,declinedReason,closedAt}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'An amendment is never changed after it was proposed.'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER case_amendments_frozen BEFORE UPDATE OR DELETE ON case_amendments
  FOR EACH ROW EXECUTE FUNCTION refuse_amendment_change();

-- At most one open amendment of a case: signers read one text at a time.
CREATE UNIQUE INDEX case_amendments_one_open ON case_amendments ("caseId") WHERE status = 'proposed';
