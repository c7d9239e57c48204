-- AlterTable
ALTER TABLE "risk_imports" ADD COLUMN     "addedCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "content" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "contentSha256" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "updatedCount" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "risk_import_drafts" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "fileSha256" TEXT NOT NULL,
    "file" BYTEA,
    "reading" JSONB NOT NULL,
    "grid" JSONB NOT NULL,
    "settings" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "importId" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "risk_import_drafts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "risk_import_drafts_importId_key" ON "risk_import_drafts"("importId");

-- CreateIndex
CREATE INDEX "risk_import_drafts_workspaceId_ownerId_createdAt_idx" ON "risk_import_drafts"("workspaceId", "ownerId", "createdAt");

-- CreateIndex
CREATE INDEX "risk_import_drafts_expiresAt_idx" ON "risk_import_drafts"("expiresAt");

-- An import is taken back, once; nothing else of it changes, for the trail has the hash of what it wrote.
CREATE FUNCTION refuse_import_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."undoneAt" IS NULL
     AND to_jsonb(NEW) - '{undoneAt,undoneById}'::text[]
       = to_jsonb(OLD) - '{undoneAt,undoneById}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'An import is never changed or removed, only undone.'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER risk_imports_frozen BEFORE UPDATE OR DELETE ON risk_imports
  FOR EACH ROW EXECUTE FUNCTION refuse_import_change();
