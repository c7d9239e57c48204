import {
  bytesOfBase64,
  isNoteSignedBy,
  type NoteSignature,
  parseNote,
  signNote,
  type VerifierKey,
} from "@/lib/ledger/signed-note";
import { isSize } from "@/lib/ledger/tree-shape";

/**
 * Checkpoints, C2SP tlog-checkpoint v1: which ledger, how many entries, which
 * root. The key that signs carries the ledger's origin as its name.
 */
export type Checkpoint = { origin: string; size: number; root: Uint8Array };
export type ParsedCheckpoint = Checkpoint & {
  /** Lines after the third, opaque. Ours have none. */
  extensions: readonly string[];
  signatures: readonly NoteSignature[];
};

const ROOT_BYTES = 32;
const DECIMAL = /^(?:0|[1-9][0-9]*)$/;

/** The text that is signed: three lines, each ended by a line feed. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  const isFit = origin !== "" && !origin.includes("\n") && isSize(size);
  if (!isFit || root.length !== ROOT_BYTES) {
    throw new TypeError("A checkpoint has an origin of one line, a size and a root of 32 bytes.");
  }
  return `${origin}\n${size}\n${Buffer.from(root).toString("base64")}\n`;
}

/** The whole signed note. */
export function signCheckpoint(checkpoint: Checkpoint, seed: Uint8Array): string {
  return signNote(formatCheckpoint(checkpoint), { name: checkpoint.origin, seed });
}

/** Reads a signed checkpoint without believing it; null where it is none. */
export function parseCheckpoint(note: unknown): ParsedCheckpoint | null {
  const parsed = parseNote(note);
  if (parsed === null) {
    return null;
  }
  const [origin = "", sizeText = "", rootText = "", ...rest] = parsed.text.split("\n");
  const extensions = rest.slice(0, -1);
  const size = DECIMAL.test(sizeText) ? Number(sizeText) : Number.NaN;
  const root = bytesOfBase64(rootText);
  const isFit = origin !== "" && isSize(size) && root?.length === ROOT_BYTES;
  if (!isFit || rest.length === 0 || extensions.includes("")) {
    return null;
  }
  return { origin, size, root, extensions, signatures: parsed.signatures };
}

/** Reads a checkpoint and believes it: signed by at least one of `keys`, and falsely by none. */
export function openCheckpoint(
  note: unknown,
  keys: readonly VerifierKey[],
): ParsedCheckpoint | null {
  const parsed = parseNote(note);
  return parsed !== null && isNoteSignedBy(parsed, keys) ? parseCheckpoint(note) : null;
}
