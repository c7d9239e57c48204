import "server-only";
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { AppError } from "@/lib/kernel/app-error";
import { processWide } from "@/lib/platform/process-wide";

type Parameters = { logN: number; r: number; p: number };
type Stored = Parameters & { salt: Buffer; hash: Buffer };

const SALT_BYTES = 16;
const HASH_BYTES = 32;
const MAX_LOG_N = 20;
/** One hash takes 128 MB and most of a core, so more at once only makes all of them slow. */
const AT_ONCE = 2;
/** Callers hold a database connection while they wait; the rest of the pool stays free. */
const MAX_WAITING = 6;

/** WAYMARK_SCRYPT_LOG_N exists for tests, which make many accounts; it can only be set by the operator. */
function parameters(): Parameters {
  return { logN: Number(process.env.WAYMARK_SCRYPT_LOG_N ?? 17), r: 8, p: 1 };
}

/** A PHC string that carries its own parameters, so that they can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const chosen = { ...parameters(), salt: randomBytes(SALT_BYTES) };
  const hash = await derive(password, chosen);
  return written({ ...chosen, hash });
}

/**
 * Compares a password. Somebody without one (`stored` is null) costs the same
 * time as somebody with one, so that the answer does not tell who has an account.
 */
export async function verifyPassword(
  password: string,
  stored: string | null,
): Promise<{ isRight: boolean; isOutdated: boolean }> {
  const known = stored === null ? null : parsed(stored);
  const compared = known ?? {
    ...parameters(),
    salt: Buffer.alloc(SALT_BYTES),
    hash: Buffer.alloc(HASH_BYTES),
  };
  const hash = await derive(password, compared);
  const isSame = timingSafeEqual(hash, compared.hash);
  const now = parameters();
  const isOutdated = compared.logN !== now.logN || compared.r !== now.r || compared.p !== now.p;
  return { isRight: known !== null && isSame, isOutdated };
}

function written({ logN, r, p, salt, hash }: Stored): string {
  return `$scrypt$ln=${logN},r=${r},p=${p}$${unpadded(salt)}$${unpadded(hash)}`;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("=", "");
}

const PHC = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

function parsed(stored: string): Stored | null {
  const [, logN, r, p, salt, hash] = PHC.exec(stored) ?? [];
  if (salt === undefined || hash === undefined || Number(logN) > MAX_LOG_N) {
    return null;
  }
  const bytes = Buffer.from(hash, "base64");
  return bytes.length === HASH_BYTES
    ? {
        logN: Number(logN),
        r: Number(r),
        p: Number(p),
        salt: Buffer.from(salt, "base64"),
        hash: bytes,
      }
    : null;
}

type Queue = { running: number; waiting: (() => void)[] };

async function derive(password: string, how: Parameters & { salt: Buffer }): Promise<Buffer> {
  const queue = processWide<Queue>("password-queue", () => ({ running: 0, waiting: [] }));
  await enter(queue);
  try {
    return await scryptOf(password.normalize("NFKC"), how);
  } finally {
    leave(queue);
  }
}

async function enter(queue: Queue): Promise<void> {
  if (queue.running < AT_ONCE) {
    queue.running += 1;
    return;
  }
  if (queue.waiting.length >= MAX_WAITING) {
    throw new AppError("rate_limited", "Many people are signing in. Try again in a few seconds.", {
      reason: "busy",
      retryAfterSeconds: 3,
    });
  }
  await new Promise<void>((resolve) => queue.waiting.push(resolve));
}

/** The place is handed on, so `running` only falls when nobody waits. */
function leave(queue: Queue): void {
  const next = queue.waiting.shift();
  if (next === undefined) {
    queue.running -= 1;
  } else {
    next();
  }
}

function scryptOf(password: string, how: Parameters & { salt: Buffer }): Promise<Buffer> {
  const cost = 2 ** how.logN;
  const options = { N: cost, r: how.r, p: how.p, maxmem: 128 * cost * how.r * how.p + 1_048_576 };
  return new Promise((resolve, reject) => {
    scrypt(password, how.salt, HASH_BYTES, options, (error, hash) =>
      error === null ? resolve(hash) : reject(error),
    );
  });
}
