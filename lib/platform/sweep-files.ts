import "server-only";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { filesRoot } from "@/lib/platform/file-store";

/**
 * Removes what uploads left behind before a moment: parts of files that never
 * became complete, and claims nobody used. What a project keeps is not touched:
 * it lies under its hash, and whoever attaches it again needs no claim.
 */
export async function sweepFiles({
  before,
}: {
  before: Date;
}): Promise<{ parts: number; claims: number }> {
  return {
    parts: await sweepFolder(join(filesRoot(), "incoming"), before),
    claims: await sweepFolder(join(filesRoot(), "claims"), before),
  };
}

async function sweepFolder(folder: string, before: Date): Promise<number> {
  let swept = 0;
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    if (await isOlder(path, before)) {
      await rm(path, { force: true });
      swept += 1;
    }
  }
  return swept;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => ifGone(error, []));
}

/** An upload that goes on writes all the time, and a claim is written anew with every upload. */
async function isOlder(path: string, before: Date): Promise<boolean> {
  const found = await stat(path).catch((error: unknown) => ifGone(error, null));
  return found?.isFile() === true && found.mtime < before;
}

function ifGone<T>(error: unknown, instead: T): T {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") {
    return instead;
  }
  throw error;
}
