import { existsSync } from "node:fs";
import { lockPath, prepareDataDir } from "./data-dir.mjs";
import { openDatabase } from "./database.mjs";
import { tryLock } from "./file-lock.mjs";
import { ensureSecrets } from "./secrets.mjs";
import { Trouble } from "./trouble.mjs";

/**
 * Opens the database of a data folder for a tool. Beside a running Waymark it uses that one's
 * server and leaves it running; otherwise it starts the server for as long as the tool needs it.
 */
export async function withDatabase({ dataDir, needsRest = false, mayCreate = false }, use) {
  if (!mayCreate && !process.env.DATABASE_URL && !existsSync(dataDir)) {
    throw new Trouble(`There is no Waymark data in ${dataDir}. Give its place with WAYMARK_DATA.`);
  }
  prepareDataDir(dataDir);
  const lock = tryLock(lockPath(dataDir));
  if (lock.release === null && needsRest) {
    throw new Trouble(`Waymark runs with this data (process ${lock.holder.pid}). Stop it first.`);
  }
  try {
    const { secrets } = ensureSecrets(dataDir);
    const database = await openDatabase({ dataDir, secrets });
    try {
      return await use({ database, secrets });
    } finally {
      if (lock.release !== null) {
        await database.server?.stop();
      }
    }
  } finally {
    lock.release?.();
  }
}
