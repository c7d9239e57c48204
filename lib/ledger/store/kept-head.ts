import "server-only";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join, resolve } from "node:path";
import * as z from "zod";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { type CompactTree, isWholeTree, rootOfTree } from "@/lib/ledger/compact-tree";
import { bytesOfBase64 } from "@/lib/ledger/signed-note";

/**
 * What the signer remembers of a ledger, in a file and not in the database:
 * whoever rewrites the database cannot make it forget what it has signed.
 */
export type KeptHead = { tree: CompactTree; mailedOn: string };

const HASH_BYTES = 32;
const hash = z
  .string()
  .transform((text) => bytesOfBase64(text) ?? new Uint8Array())
  .refine((bytes) => bytes.length === HASH_BYTES);
const shape = z.strictObject({
  format: z.literal(1),
  size: z.int().nonnegative(),
  root: z.string(),
  nodes: z.array(hash),
  mailedOn: z.string(),
});

/** Null where nothing was ever signed; throws where the file is there and makes no sense. */
export async function readKeptHead(workspaceId: WorkspaceId): Promise<KeptHead | null> {
  const path = pathOf(workspaceId);
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return null;
    }
    throw error;
  });
  if (text === null) {
    return null;
  }
  const { size, nodes, root, mailedOn } = shape.parse(JSON.parse(text));
  const tree = { size, nodes };
  if (!isWholeTree(tree) || base64(rootOfTree(tree)) !== root) {
    throw new Error(`${path} is damaged. Put it back from a backup; nothing is signed without it.`);
  }
  return { tree, mailedOn };
}

/** Whole or not at all, also when the power fails; on disk before anything is published. */
export async function writeKeptHead(workspaceId: WorkspaceId, kept: KeptHead): Promise<void> {
  const { tree, mailedOn } = kept;
  const root = base64(rootOfTree(tree));
  const content = { format: 1, size: tree.size, root, nodes: tree.nodes.map(base64), mailedOn };
  const path = pathOf(workspaceId);
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  const file = await open(draft, "w", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

function folder(): string {
  return join(resolve(process.env.WAYMARK_DATA ?? ".data"), "witness");
}

function pathOf(workspaceId: WorkspaceId): string {
  return join(folder(), `${workspaceId}.json`);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
