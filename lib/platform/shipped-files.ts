import "server-only";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { processWide } from "@/lib/platform/process-wide";

function root(): string {
  return process.env.WAYMARK_ROOT ?? process.cwd();
}

/** The verifier that goes out with what it verifies. */
export function readVerifier(name: "verify.mjs" | "verify.html"): Promise<string> {
  return readFile(path.join(root(), "clients/verify", name), "utf8");
}

export type ShippedFile = { name: string; text: string };

type Kept = { stamp: string; text: string };

/** The playbooks that come with this installation. */
export function readShippedPlaybooks(): Promise<ShippedFile[]> {
  return readShipped("playbooks");
}

/** The risks that come with this installation, for projects to take over. */
export function readShippedCatalogue(): Promise<ShippedFile[]> {
  return readShipped("playbooks/risk-catalogue");
}

/** Texts are kept in memory as long as the file on disk does not change. */
async function readShipped(below: string): Promise<ShippedFile[]> {
  const folder = path.join(root(), below);
  const kept = processWide("shipped-files", () => new Map<string, Kept>());
  const names = (await readdir(folder)).filter((name) => name.endsWith(".yaml")).sort();
  return Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      const { mtimeMs, size } = await stat(file);
      const stamp = `${mtimeMs}:${size}`;
      const known = kept.get(file);
      if (known?.stamp === stamp) {
        return { name, text: known.text };
      }
      const text = await readFile(file, "utf8");
      kept.set(file, { stamp, text });
      return { name, text };
    }),
  );
}
