import { createHash, createPrivateKey, createPublicKey, randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Trouble } from "./trouble.mjs";

const MAKERS = {
  authSecret: () => randomBytes(32).toString("base64url"),
  dbAdminPassword: () => randomBytes(24).toString("base64url"),
  dbOwnerPassword: () => randomBytes(24).toString("base64url"),
  dbRuntimePassword: () => randomBytes(24).toString("base64url"),
  // The 32-byte seed of the Ed25519 key that signs the ledger's checkpoints.
  ledgerSeed: () => randomBytes(32).toString("base64"),
  // Next reads this one as base64.
  serverActionsKey: () => randomBytes(32).toString("base64"),
};

// DER of an Ed25519 private key (RFC 8410) up to its 32-byte seed.
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

export function secretsPath(dataDir) {
  return join(dataDir, "secrets.json");
}

/** The 32 bytes of the public key that signs the ledger. */
export function ledgerPublicKey(secrets) {
  const der = Buffer.concat([PKCS8_PREFIX, Buffer.from(secrets.ledgerSeed, "base64")]);
  const key = createPublicKey(createPrivateKey({ key: der, format: "der", type: "pkcs8" }));
  return key.export({ format: "der", type: "spki" }).subarray(-32);
}

/** The SHA-256 of the public key in short form: enough to notice that it is another key. */
export function ledgerFingerprint(secrets) {
  const hex = createHash("sha256").update(ledgerPublicKey(secrets)).digest("hex");
  return (hex.slice(0, 32).match(/.{4}/g) ?? []).join(" ");
}

export function readSecrets(dataDir) {
  const path = secretsPath(dataDir);
  if (!existsSync(path)) {
    return null;
  }
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new Trouble(
        `${path} is damaged. Put it back from a backup: it holds the ledger's key.`,
      );
    }
    throw error;
  }
}

export function secretsMode(dataDir) {
  return statSync(secretsPath(dataDir)).mode & 0o777;
}

function write(dataDir, secrets) {
  const path = secretsPath(dataDir);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
}

/** Makes the secrets once. Where a database already waits for them, a new set would be a loss. */
export function ensureSecrets(dataDir) {
  const found = readSecrets(dataDir);
  const missing = Object.keys(MAKERS).filter((name) => !found?.[name]);
  if (missing.length === 0) {
    return { secrets: found, created: false };
  }
  const needsOld = missing.includes("ledgerSeed") || missing.includes("dbAdminPassword");
  if (needsOld && existsSync(join(dataDir, "postgres"))) {
    throw new Trouble(
      `${secretsPath(dataDir)} is missing, but there is a database beside it. Put the file back: it holds the database password and the key that signs the ledger. To begin anew, move ${dataDir} aside.`,
    );
  }
  const secrets = { ...found };
  for (const name of missing) {
    secrets[name] = MAKERS[name]();
  }
  write(dataDir, secrets);
  return { secrets, created: true };
}
