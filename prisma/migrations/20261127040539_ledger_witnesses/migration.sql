-- CreateTable
CREATE TABLE "ledger_witnesses" (
    "workspaceId" UUID NOT NULL,
    "way" TEXT NOT NULL,
    "size" BIGINT NOT NULL DEFAULT 0,
    "takenAt" TIMESTAMPTZ(3),
    "failedAt" TIMESTAMPTZ(3),
    "failure" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ledger_witnesses_pkey" PRIMARY KEY ("workspaceId","way")
);

-- CreateIndex
CREATE INDEX "audit_events_at_idx" ON "audit_events" USING BRIN ("at");
