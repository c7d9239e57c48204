-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'ran_out';

-- AlterTable
ALTER TABLE "evidence" ADD COLUMN     "endNotedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "gates" ADD COLUMN     "agesAt" TIMESTAMPTZ(3),
ADD COLUMN     "endNotedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "gate_rounds" ADD COLUMN     "changes" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "endNotedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "gate_conditions" ADD COLUMN     "endNotedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "gate_waivers" ADD COLUMN     "endNotedAt" TIMESTAMPTZ(3),
ADD COLUMN     "needs" "ProjectRole"[],
ADD COLUMN     "proposedAt" TIMESTAMPTZ(3),
ADD COLUMN     "subjectSha256" TEXT,
ALTER COLUMN "grantedAt" DROP NOT NULL;

-- AlterTable
ALTER TABLE "risk_acceptances" ADD COLUMN     "endNotedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "gate_waiver_grants" (
    "id" UUID NOT NULL,
    "waiverId" UUID NOT NULL,
    "role" "ProjectRole" NOT NULL,
    "grantedById" UUID NOT NULL,
    "signatureId" UUID NOT NULL,
    "grantedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gate_waiver_grants_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "gate_waiver_grants_signatureId_key" ON "gate_waiver_grants"("signatureId");

-- CreateIndex
CREATE UNIQUE INDEX "gate_waiver_grants_waiverId_grantedById_key" ON "gate_waiver_grants"("waiverId", "grantedById");

-- AddForeignKey
ALTER TABLE "gate_waiver_grants" ADD CONSTRAINT "gate_waiver_grants_waiverId_fkey" FOREIGN KEY ("waiverId") REFERENCES "gate_waivers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate_waiver_grants" ADD CONSTRAINT "gate_waiver_grants_signatureId_fkey" FOREIGN KEY ("signatureId") REFERENCES "signatures"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Waivers of before were granted by one person: that grant becomes a row of its own.
INSERT INTO gate_waiver_grants (id, "waiverId", role, "grantedById", "signatureId", "grantedAt")
SELECT gen_random_uuid(), id, role, "grantedById", "signatureId", "grantedAt" FROM gate_waivers;
UPDATE gate_waivers w
SET needs = ARRAY[w.role], "proposedAt" = w."grantedAt", "subjectSha256" = s."subjectSha256"
FROM signatures s WHERE s.id = w."signatureId";
ALTER TABLE gate_waivers
  ALTER COLUMN "proposedAt" SET NOT NULL,
  ALTER COLUMN "subjectSha256" SET NOT NULL,
  DROP COLUMN role,
  DROP COLUMN "grantedById",
  DROP COLUMN "signatureId";

CREATE TRIGGER gate_waiver_grants_append_only BEFORE UPDATE OR DELETE ON gate_waiver_grants
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- At most one waiver in force and one proposal per gate.
CREATE UNIQUE INDEX gate_waivers_one_granted ON gate_waivers ("gateId")
  WHERE "revokedAt" IS NULL AND "grantedAt" IS NOT NULL;
CREATE UNIQUE INDEX gate_waivers_one_proposed ON gate_waivers ("gateId")
  WHERE "revokedAt" IS NULL AND "grantedAt" IS NULL;

-- Besides its end, a round may be marked once as past the day for a decision.
CREATE OR REPLACE FUNCTION refuse_round_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.outcome IS NULL
     AND to_jsonb(NEW) - '{outcome,closedAt,closedReason,endNotedAt}'::text[]
       = to_jsonb(OLD) - '{outcome,closedAt,closedReason,endNotedAt}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A round of a gate is never changed after it was opened.'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;

-- What is still to run out, by the time it does: the job that looks every minute reads only these.
CREATE INDEX gates_end_due ON gates ("expiresAt") WHERE "endNotedAt" IS NULL;
CREATE INDEX gates_age_due ON gates ("agesAt") WHERE "agesAt" IS NOT NULL;
CREATE INDEX gate_rounds_end_due ON gate_rounds ("dueOn")
  WHERE outcome IS NULL AND "endNotedAt" IS NULL;
CREATE INDEX gate_conditions_end_due ON gate_conditions ("dueOn")
  WHERE "metAt" IS NULL AND "endNotedAt" IS NULL;
CREATE INDEX gate_waivers_end_due ON gate_waivers ("expiresOn")
  WHERE "revokedAt" IS NULL AND "endNotedAt" IS NULL;
CREATE INDEX evidence_end_due ON evidence ("validUntil")
  WHERE "validUntil" IS NOT NULL AND "withdrawnAt" IS NULL AND "supersededAt" IS NULL
    AND "endNotedAt" IS NULL;
CREATE INDEX risk_acceptances_end_due ON risk_acceptances ("expiresOn")
  WHERE "revokedAt" IS NULL AND "endNotedAt" IS NULL;

-- Gates that look at the age of evidence are evaluated once by the first look of the job.
UPDATE gates SET "agesAt" = now() WHERE jsonb_path_exists(policy, '$.criteria.**.maxAgeDays');
