-- AlterTable
ALTER TABLE "risk_catalogue_entries" ADD COLUMN     "source" TEXT NOT NULL DEFAULT '';

ALTER TABLE risk_catalogue_entries ADD CONSTRAINT risk_catalogue_entries_of_five_steps CHECK (
  likelihood BETWEEN 1 AND 5 AND impact BETWEEN 1 AND 5);

-- A project takes an entry over once.
CREATE UNIQUE INDEX risks_taken_over_once ON risks ("projectId", "catalogueKey")
  WHERE "catalogueKey" IS NOT NULL;

-- One person at most answers for a risk, or for the risks of a stage.
CREATE UNIQUE INDEX risk_assignments_one_accountable
  ON risk_assignments ("projectId", "riskId", "stageId") NULLS NOT DISTINCT
  WHERE part = 'accountable';
