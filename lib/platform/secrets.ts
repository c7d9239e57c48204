import "server-only";
import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/platform/env";

const SECRET_BYTES = 32;
const CODE_DIGITS = 6;

/** 256 random bits as text; `prefix` tells scanners and people what was leaked. */
export function newSecret(prefix = ""): string {
  return `${prefix}${randomBytes(SECRET_BYTES).toString("base64url")}`;
}

/** Secrets are stored and looked up by this hash only; they are random, so it needs no salt. */
export function hashOfSecret(secret: string): string {
  return createHash("sha256").update(secret, "utf8").digest("hex");
}

/** Six digits for somebody to type, each as likely as the others. */
export function newCode(): string {
  return randomInt(10 ** CODE_DIGITS)
    .toString()
    .padStart(CODE_DIGITS, "0");
}

/**
 * A million codes are tried in a moment, so a plain hash would hide nothing
 * from whoever reads the database: this one needs the installation's secret.
 */
export function hashOfCode(code: string, purpose: string): string {
  return createHmac("sha256", env().AUTH_SECRET).update(`code ${purpose} ${code}`).digest("hex");
}

export function isSameHash(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
