-- After going back the same person attests anew, and what they attested before stays on record.
DROP INDEX attestations_one_living;
CREATE UNIQUE INDEX attestations_one_living
  ON attestations ("gateId", "criterionId", "attestedById", iteration)
  WHERE "withdrawnAt" IS NULL;
