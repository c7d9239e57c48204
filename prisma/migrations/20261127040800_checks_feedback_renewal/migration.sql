-- AlterTable
ALTER TABLE "metrics" ADD COLUMN     "modelRef" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "unit" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "gates" ADD COLUMN     "renewsAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "gate_rounds" ADD COLUMN     "isRenewal" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "gate_checks" (
    "id" UUID NOT NULL,
    "gateId" UUID NOT NULL,
    "criterionId" TEXT NOT NULL,
    "check" TEXT NOT NULL,
    "isTicked" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "setById" UUID NOT NULL,
    "role" "ProjectRole" NOT NULL,
    "iteration" INTEGER NOT NULL,
    "setAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gate_checks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate_feedback" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "givenById" UUID NOT NULL,
    "role" "ProjectRole" NOT NULL,
    "level" "Feedback" NOT NULL,
    "text" TEXT NOT NULL,
    "givenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gate_feedback_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "gate_checks_gateId_criterionId_setAt_idx" ON "gate_checks"("gateId", "criterionId", "setAt" DESC);

-- CreateIndex
CREATE INDEX "gate_feedback_roundId_givenAt_idx" ON "gate_feedback"("roundId", "givenAt");

-- AddForeignKey
ALTER TABLE "gate_feedback" ADD CONSTRAINT "gate_feedback_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "gate_rounds"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A check is ticked anew, never edited; feedback is never taken back.
CREATE TRIGGER gate_checks_append_only BEFORE UPDATE OR DELETE ON gate_checks
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER gate_feedback_append_only BEFORE UPDATE OR DELETE ON gate_feedback
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Un-ticking takes away what others may rest on, so it says why.
ALTER TABLE gate_checks ADD CONSTRAINT gate_checks_unticked_with_reason CHECK ("isTicked" OR note <> '');
ALTER TABLE gate_feedback ADD CONSTRAINT gate_feedback_says_something CHECK (text <> '');

-- The job that looks every minute reads only what is still to be renewed.
CREATE INDEX gates_renewal_due ON gates ("renewsAt") WHERE "renewsAt" IS NOT NULL;
