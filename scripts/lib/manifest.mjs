import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { hashFile, sha256 } from "./hash.mjs";
import { Trouble } from "./trouble.mjs";

const FORMAT = "waymark-backup/1";

function pathOf(dir) {
  return join(dir, "manifest.json");
}

function withoutOwnHash({ sha256: _own, ...content }) {
  return JSON.stringify(content);
}

/** Written last: a folder without it is a backup that was cut off. Its own hash closes the chain. */
export function writeManifest(dir, facts) {
  const content = { format: FORMAT, ...facts };
  const manifest = { ...content, sha256: sha256(withoutOwnHash(content)) };
  writeFileSync(pathOf(dir), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
}

function parse(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new Trouble("The backup is damaged: manifest.json is cut off or was changed.");
    }
    throw error;
  }
}

export function readManifest(dir) {
  if (!existsSync(pathOf(dir))) {
    throw new Trouble(`${dir} is not a whole backup: it has no manifest.json.`);
  }
  const manifest = parse(pathOf(dir));
  if (manifest?.format !== FORMAT) {
    throw new Trouble(
      `${pathOf(dir)} has the format ${manifest?.format}; this release reads ${FORMAT}.`,
    );
  }
  if (sha256(withoutOwnHash(manifest)) !== manifest.sha256) {
    throw new Trouble("The backup is damaged: manifest.json is cut off or was changed.");
  }
  return manifest;
}

/** A part's name comes from a file; it must not lead out of the backup or of the data folder. */
export function partPath(base, part) {
  const path = resolve(base, part);
  if (relative(base, path).startsWith("..")) {
    throw new Trouble(`The backup names a part outside itself: ${part}`);
  }
  return path;
}

/** Reads every part again and compares it with its hash. */
export async function verifyParts(dir, manifest) {
  for (const { part, sha256: expected } of [...manifest.tables, ...manifest.files]) {
    const path = partPath(dir, part);
    if (!existsSync(path) || (await hashFile(path)) !== expected) {
      throw new Trouble(`The backup is damaged: ${part} is missing or was changed.`);
    }
  }
}
