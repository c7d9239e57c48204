import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { pipeline } from "node:stream/promises";

export function sha256(content) {
  return createHash("sha256").update(content).digest("hex");
}

export async function hashFile(path) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

export function* walkFiles(path, skip = new Set()) {
  if (!existsSync(path)) {
    return;
  }
  if (statSync(path).isFile()) {
    yield path;
    return;
  }
  const entries = readdirSync(path, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const child = join(path, entry.name);
    if (skip.has(entry.name)) {
      continue;
    }
    if (entry.isDirectory()) {
      yield* walkFiles(child, skip);
    } else if (entry.isFile()) {
      yield child;
    }
  }
}

/** One hash over names and contents; a renamed file changes it too. */
export function hashTree({ root, paths, skip = [], accept = () => true }) {
  const hash = createHash("sha256");
  const skipped = new Set(skip);
  for (const path of paths) {
    for (const file of walkFiles(join(root, path), skipped)) {
      if (accept(file)) {
        hash.update(`${relative(root, file).split(sep).join("/")}\0`);
        hash.update(readFileSync(file));
        hash.update("\0");
      }
    }
  }
  return hash.digest("hex");
}
