import { buffer } from "node:stream/consumers";
import { openPromise } from "yauzl";

/** Every entry of a zip, in memory. */
export async function unpacked(path: string): Promise<Map<string, Buffer>> {
  const zip = await openPromise(path, { lazyEntries: true });
  const entries = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    entries.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  }
  return entries;
}
