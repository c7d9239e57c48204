-- CreateEnum
CREATE TYPE "DocumentSubject" AS ENUM ('business_case', 'gate_round');

-- CreateTable
CREATE TABLE "issued_documents" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "subject" "DocumentSubject" NOT NULL,
    "subjectId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "editionSha256" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "certificateSha256" TEXT NOT NULL,
    "issuedById" UUID NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "issued_documents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signature_views" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "subject" "DocumentSubject" NOT NULL,
    "subjectId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "viewerId" UUID NOT NULL,
    "viewedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signature_views_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "issued_documents_sha256_idx" ON "issued_documents"("sha256");

-- CreateIndex
CREATE INDEX "issued_documents_certificateSha256_idx" ON "issued_documents"("certificateSha256");

-- CreateIndex
CREATE INDEX "issued_documents_projectId_issuedAt_idx" ON "issued_documents"("projectId", "issuedAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "issued_documents_subject_subjectId_number_editionSha256_key" ON "issued_documents"("subject", "subjectId", "number", "editionSha256");

-- CreateIndex
CREATE INDEX "signature_views_workspaceId_viewedAt_idx" ON "signature_views"("workspaceId", "viewedAt");

-- CreateIndex
CREATE UNIQUE INDEX "signature_views_subject_subjectId_number_viewerId_key" ON "signature_views"("subject", "subjectId", "number", "viewerId");

-- CreateIndex
CREATE INDEX "business_case_versions_sha256_idx" ON "business_case_versions"("sha256");

-- CreateIndex
CREATE INDEX "signatures_statementSha256_idx" ON "signatures"("statementSha256");

-- What was handed out, and when it was first seen, stays on record.
CREATE TRIGGER issued_documents_append_only BEFORE UPDATE OR DELETE ON issued_documents
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER signature_views_append_only BEFORE UPDATE OR DELETE ON signature_views
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The place of a signature in the ledger is found by the signature.
CREATE INDEX audit_events_signature ON audit_events ((data->>'signatureId'))
  WHERE data->>'signatureId' IS NOT NULL;
