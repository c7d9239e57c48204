import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = resolve(fileURLToPath(new URL("../..", import.meta.url)));

export function fromRoot(...parts) {
  return resolve(ROOT, ...parts);
}
