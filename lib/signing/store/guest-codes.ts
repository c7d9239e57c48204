import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { ReadDb, Tx } from "@/lib/platform/db";
import { countAttempt } from "@/lib/platform/rate-limit";
import { hashOfCode, isSameHash, newCode } from "@/lib/platform/secrets";

export const CODE_MINUTES = 10;

/** A code is tried five times; a link sends five an hour, and twenty in its life. */
const limits = {
  tries: { name: "guest-code-tries", points: 5, seconds: 3600 },
  perHour: { name: "guest-code-link", points: 5, seconds: 3600 },
  perLink: { name: "guest-code-life", points: 20, seconds: 15 * 86_400 },
  perAddress: { name: "guest-code-address", points: 30, seconds: 3600 },
} as const;

/** Before a code is mailed, so that nobody's mailbox is filled and no code is guessed. */
export async function countCodeRequest(at: { linkId: string; address: string }): Promise<void> {
  if (at.address !== "") {
    await countAttempt(limits.perAddress, at.address);
  }
  await countAttempt(limits.perHour, at.linkId);
  await countAttempt(limits.perLink, at.linkId);
}

/** The newest code of a link is the one that counts. */
export async function giveCode(
  tx: Tx,
  facts: { linkId: string; subjectSha256: string; now: Date },
): Promise<{ code: string; expiresAt: Date }> {
  const { linkId, subjectSha256, now } = facts;
  const code = newCode();
  const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000);
  const codeHash = hashOfCode(code, linkId);
  await tx.guestCode.create({
    data: { linkId, codeHash, subjectSha256, createdAt: now, expiresAt },
  });
  return { code, expiresAt };
}

/**
 * Takes the code, or says why not. The try is counted before the digits are
 * compared and over a connection of its own, so that tries at the same moment
 * and tries that roll back count as well.
 */
export async function consumeCode(
  tx: Tx,
  facts: { linkId: string; code: string; subjectSha256: string; now: Date },
): Promise<void> {
  const { linkId, code, subjectSha256, now } = facts;
  const sent = await tx.guestCode.findFirst({
    where: { linkId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  if (sent === null) {
    throw refused("invalid_input", "Have a code sent to you first.");
  }
  if (sent.usedAt !== null) {
    throw refused("invalid_input", "This code was used already. Have a new one sent to you.");
  }
  if (sent.expiresAt <= now) {
    throw refused(
      "invalid_input",
      `This code is older than ${CODE_MINUTES} minutes. Have a new one sent to you.`,
    );
  }
  await countTry(sent.id);
  if (!isSameHash(hashOfCode(code, linkId), sent.codeHash)) {
    // `forbidden` and not `invalid_input`, so that the security log remembers the attempt.
    throw refused(
      "forbidden",
      "This is not the code of the newest mail we sent you.",
      "wrong-code",
    );
  }
  if (sent.subjectSha256 !== subjectSha256) {
    throw refused(
      "invalid_input",
      "This code was sent for another text. Have a new one sent to you.",
    );
  }
  const { count } = await tx.guestCode.updateMany({
    where: { id: sent.id, usedAt: null },
    data: { usedAt: now },
  });
  if (count !== 1) {
    throw refused("invalid_input", "This code was used already. Have a new one sent to you.");
  }
}

async function countTry(codeId: string): Promise<void> {
  try {
    await countAttempt(limits.tries, codeId);
  } catch (error) {
    if (error instanceof AppError && error.code === "rate_limited") {
      throw refused(
        "rate_limited",
        `Five codes were tried and none was right, so the one we sent ended. Have a new one sent to you.`,
        "guest-code-tries",
      );
    }
    throw error;
  }
}

type Code = "invalid_input" | "forbidden" | "rate_limited";

function refused(code: Code, message: string, reason = "guest-code"): AppError {
  return new AppError(code, message, { reason, issues: [{ path: "code", message }] });
}

/** Until when the newest code of a link counts; null where none waits to be typed. */
export async function codeWaitingUntil(
  db: ReadDb,
  at: { linkId: string; now: Date },
): Promise<string | null> {
  const sent = await db.guestCode.findFirst({
    where: { linkId: at.linkId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { usedAt: true, expiresAt: true },
  });
  const isWaiting = sent !== null && sent.usedAt === null && sent.expiresAt > at.now;
  return isWaiting ? sent.expiresAt.toISOString() : null;
}
