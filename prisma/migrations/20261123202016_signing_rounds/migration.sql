-- CreateTable
CREATE TABLE "signing_rounds" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "inOrder" BOOLEAN NOT NULL,
    "quorum" INTEGER NOT NULL,
    "minimumAssurance" "Assurance" NOT NULL,
    "dueOn" DATE,
    "openedById" UUID NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "noted" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "signing_rounds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signing_slots" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "role" "ProjectRole" NOT NULL,
    "personId" UUID,
    "isRequired" BOOLEAN NOT NULL,
    "hasVeto" BOOLEAN NOT NULL,
    "declinedAt" TIMESTAMPTZ(3),
    "declinedById" UUID,
    "declinedReason" TEXT NOT NULL DEFAULT '',
    "replacedAt" TIMESTAMPTZ(3),
    "replacedById" UUID,
    "replacedReason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "signing_slots_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delegations" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "projectId" UUID,
    "fromId" UUID NOT NULL,
    "toId" UUID NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "delegations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "signing_rounds_dueOn_idx" ON "signing_rounds"("dueOn");

-- CreateIndex
CREATE UNIQUE INDEX "signing_rounds_caseId_number_key" ON "signing_rounds"("caseId", "number");

-- CreateIndex
CREATE INDEX "signing_slots_roundId_position_idx" ON "signing_slots"("roundId", "position");

-- CreateIndex
CREATE INDEX "delegations_toId_endsOn_idx" ON "delegations"("toId", "endsOn");

-- CreateIndex
CREATE INDEX "delegations_fromId_endsOn_idx" ON "delegations"("fromId", "endsOn");

-- AddForeignKey
ALTER TABLE "signing_slots" ADD CONSTRAINT "signing_slots_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "signing_rounds"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a round of signing froze stays frozen; only the marks of its reminders grow.
CREATE FUNCTION refuse_signing_round_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.noted @> OLD.noted
     AND to_jsonb(NEW) - 'noted' = to_jsonb(OLD) - 'noted' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A round of signing is never changed or removed.'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER signing_rounds_frozen BEFORE UPDATE OR DELETE ON signing_rounds
  FOR EACH ROW EXECUTE FUNCTION refuse_signing_round_change();

-- A slot may be declined once and replaced once; whom it asked never changes.
CREATE FUNCTION refuse_signing_slot_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."replacedAt" IS NULL
     AND (OLD."declinedAt" IS NULL OR (NEW."declinedAt" = OLD."declinedAt"
       AND NEW."declinedById" = OLD."declinedById" AND NEW."declinedReason" = OLD."declinedReason"))
     AND to_jsonb(NEW) - '{declinedAt,declinedById,declinedReason,replacedAt,replacedById,replacedReason}'::text[]
       = to_jsonb(OLD) - '{declinedAt,declinedById,declinedReason,replacedAt,replacedById,replacedReason}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A place for a signature is never changed or removed, only declined or replaced.'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER signing_slots_frozen BEFORE UPDATE OR DELETE ON signing_slots
  FOR EACH ROW EXECUTE FUNCTION refuse_signing_slot_change();

ALTER TABLE signing_slots ADD CONSTRAINT signing_slots_reasons CHECK (
  ("declinedAt" IS NULL OR "declinedReason" <> '') AND ("replacedAt" IS NULL OR "replacedReason" <> ''));
ALTER TABLE signing_rounds ADD CONSTRAINT signing_rounds_quorum CHECK (quorum >= 0);

-- A delegation is ended once, and never changed.
CREATE FUNCTION refuse_delegation_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."revokedAt" IS NULL
     AND to_jsonb(NEW) - 'revokedAt' = to_jsonb(OLD) - 'revokedAt' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A delegation is never changed or removed, only ended.'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER delegations_frozen BEFORE UPDATE OR DELETE ON delegations
  FOR EACH ROW EXECUTE FUNCTION refuse_delegation_change();
ALTER TABLE delegations ADD CONSTRAINT delegations_days CHECK (
  "endsOn" >= "startsOn" AND "fromId" <> "toId" AND reason <> '');
