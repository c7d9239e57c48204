-- AlterTable
ALTER TABLE "signing_slots" ADD COLUMN     "declinedForId" UUID;

-- Whose place a decliner stood in is written with the refusal, and never changed after it.
CREATE OR REPLACE FUNCTION refuse_signing_slot_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."replacedAt" IS NULL
     AND (OLD."declinedAt" IS NULL OR (NEW."declinedAt" = OLD."declinedAt"
       AND NEW."declinedById" = OLD."declinedById" AND NEW."declinedReason" = OLD."declinedReason"
       AND NEW."declinedForId" IS NOT DISTINCT FROM OLD."declinedForId"))
     AND to_jsonb(NEW) - '{declinedAt,declinedById,declinedForId,declinedReason,replacedAt,replacedById,replacedReason}'::text[]
       = to_jsonb(OLD) - '{declinedAt,declinedById,declinedForId,declinedReason,replacedAt,replacedById,replacedReason}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A place for a signature is never changed or removed, only declined or replaced.'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
ALTER TABLE signing_slots ADD CONSTRAINT signing_slots_declined_for CHECK (
  "declinedForId" IS NULL OR "declinedAt" IS NOT NULL);
