-- CreateEnum
CREATE TYPE "PasskeyPurpose" AS ENUM ('register', 'sign');

-- CreateTable
CREATE TABLE "passkeys" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "credentialId" TEXT NOT NULL,
    "publicKey" BYTEA NOT NULL,
    "signCount" BIGINT NOT NULL,
    "transports" TEXT[],
    "isBackedUp" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "passkeys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passkey_challenges" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "purpose" "PasskeyPurpose" NOT NULL,
    "challenge" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "subjectSha256" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "passkey_challenges_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passkey_proofs" (
    "reauthenticationId" UUID NOT NULL,
    "passkeyId" UUID NOT NULL,
    "credentialId" TEXT NOT NULL,
    "publicKey" BYTEA NOT NULL,
    "nonce" BYTEA NOT NULL,
    "authenticatorData" BYTEA NOT NULL,
    "clientDataJson" BYTEA NOT NULL,
    "signature" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "passkey_proofs_pkey" PRIMARY KEY ("reauthenticationId")
);

-- CreateIndex
CREATE UNIQUE INDEX "passkeys_credentialId_key" ON "passkeys"("credentialId");

-- CreateIndex
CREATE INDEX "passkeys_userId_createdAt_idx" ON "passkeys"("userId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "passkey_challenges_challenge_key" ON "passkey_challenges"("challenge");

-- CreateIndex
CREATE INDEX "passkey_challenges_userId_idx" ON "passkey_challenges"("userId");

-- AddForeignKey
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a person's device signed stays as it was; a removed key never comes back.
CREATE TRIGGER passkey_proofs_append_only BEFORE UPDATE OR DELETE ON passkey_proofs
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER passkey_proofs_no_truncate BEFORE TRUNCATE ON passkey_proofs
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_passkey_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."removedAt" IS NULL
     AND NEW.id = OLD.id AND NEW."userId" = OLD."userId"
     AND NEW."credentialId" = OLD."credentialId" AND NEW."publicKey" = OLD."publicKey"
     AND NEW."signCount" >= OLD."signCount" THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A passkey keeps its owner and its key; it is renamed, used or removed once.'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER passkeys_keep_key BEFORE UPDATE OR DELETE ON passkeys
  FOR EACH ROW EXECUTE FUNCTION refuse_passkey_change();
