-- AlterTable
ALTER TABLE "signing_slots" ADD COLUMN     "guestId" UUID;

-- CreateTable
CREATE TABLE "signing_guests" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "organisation" TEXT NOT NULL DEFAULT '',
    "namedById" UUID NOT NULL,
    "namedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signing_guests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "guest_links" (
    "id" UUID NOT NULL,
    "guestId" UUID NOT NULL,
    "slotId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "usedAt" TIMESTAMPTZ(3),
    "signatureId" UUID,

    CONSTRAINT "guest_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "guest_codes" (
    "id" UUID NOT NULL,
    "linkId" UUID NOT NULL,
    "codeHash" TEXT NOT NULL,
    "subjectSha256" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "guest_codes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "signing_guests_workspaceId_name_idx" ON "signing_guests"("workspaceId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "signing_guests_projectId_email_name_organisation_key" ON "signing_guests"("projectId", "email", "name", "organisation");

-- CreateIndex
CREATE UNIQUE INDEX "guest_links_tokenHash_key" ON "guest_links"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "guest_links_signatureId_key" ON "guest_links"("signatureId");

-- CreateIndex
CREATE INDEX "guest_links_slotId_createdAt_idx" ON "guest_links"("slotId", "createdAt");

-- CreateIndex
CREATE INDEX "guest_codes_linkId_createdAt_idx" ON "guest_codes"("linkId", "createdAt");

-- AddForeignKey
ALTER TABLE "signing_slots" ADD CONSTRAINT "signing_slots_guestId_fkey" FOREIGN KEY ("guestId") REFERENCES "signing_guests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guest_links" ADD CONSTRAINT "guest_links_guestId_fkey" FOREIGN KEY ("guestId") REFERENCES "signing_guests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guest_links" ADD CONSTRAINT "guest_links_slotId_fkey" FOREIGN KEY ("slotId") REFERENCES "signing_slots"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guest_codes" ADD CONSTRAINT "guest_codes_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "guest_links"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A place asks a person of the project, a guest, or anybody of its role.
ALTER TABLE signing_slots ADD CONSTRAINT signing_slots_one_signer CHECK (
  "personId" IS NULL OR "guestId" IS NULL);
ALTER TABLE signing_guests ADD CONSTRAINT signing_guests_named CHECK (
  name <> '' AND email = lower(email) AND email LIKE '%@%');

-- Whoever signed stays who they were: the id stands in signatures and in the ledger.
CREATE TRIGGER signing_guests_append_only BEFORE UPDATE OR DELETE ON signing_guests
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER signing_guests_no_truncate BEFORE TRUNCATE ON signing_guests
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- At most one link of a place can be used at any time.
CREATE UNIQUE INDEX guest_links_one_living ON guest_links ("slotId") WHERE "revokedAt" IS NULL;
ALTER TABLE guest_links ADD CONSTRAINT guest_links_life CHECK (
  "expiresAt" > "createdAt" AND ("signatureId" IS NULL OR "usedAt" IS NOT NULL));

-- A link is used once or revoked once, and leads nowhere else.
CREATE FUNCTION refuse_guest_link_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."revokedAt" IS NULL
     AND (OLD."usedAt" IS NULL OR (NEW."usedAt" = OLD."usedAt"
       AND NEW."signatureId" IS NOT DISTINCT FROM OLD."signatureId"))
     AND to_jsonb(NEW) - '{revokedAt,usedAt,signatureId}'::text[]
       = to_jsonb(OLD) - '{revokedAt,usedAt,signatureId}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'The link of a guest is used once or revoked once, and never changed.'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER guest_links_frozen BEFORE UPDATE OR DELETE ON guest_links
  FOR EACH ROW EXECUTE FUNCTION refuse_guest_link_change();

-- A code is used once.
CREATE FUNCTION refuse_guest_code_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."usedAt" IS NULL
     AND to_jsonb(NEW) - 'usedAt' = to_jsonb(OLD) - 'usedAt' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'The code of a guest is used once and never changed.'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER guest_codes_frozen BEFORE UPDATE OR DELETE ON guest_codes
  FOR EACH ROW EXECUTE FUNCTION refuse_guest_code_change();
