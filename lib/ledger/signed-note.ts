import { hash } from "node:crypto";
import { isSignedBy, publicKeyOf, signBytes } from "@/lib/ledger/ed25519";

/**
 * Signed notes, C2SP signed-note v1, with Ed25519 keys: a text, an empty line,
 * and one line per signature. Parsing is strict (LF only, canonical base64);
 * what does not parse is null.
 */
export type NoteSignature = { name: string; keyId: string; signature: Uint8Array };
export type SignedNote = { text: string; signatures: readonly NoteSignature[] };
export type VerifierKey = { name: string; publicKey: Uint8Array };

const ED25519 = 0x01;
const KEY_ID_BYTES = 4;
const MAX_NOTE_LENGTH = 1_000_000;
const MAX_SIGNATURES = 100;
/** Go's notion of a space has one more than a regular expression's. */
const UNFIT_IN_NAME = /[\s\u0085+]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused.
const CONTROL_BUT_LF = /[\u0000-\u0009\u000b-\u001f]/u;

/** SHA-256(name || LF || 0x01 || public key)[:4], as eight hexadecimal digits. */
export function keyIdOf({ name, publicKey }: VerifierKey): string {
  const input = Buffer.concat([Buffer.from(`${name}\n`), Uint8Array.of(ED25519), publicKey]);
  return hash("sha256", input, "hex").slice(0, 2 * KEY_ID_BYTES);
}

/** `name+key id+base64(0x01 || public key)`: how a verifier is told whom to trust. */
export function formatVerifierKey(key: VerifierKey): string {
  const encoded = Buffer.concat([Uint8Array.of(ED25519), key.publicKey]).toString("base64");
  return `${key.name}+${keyIdOf(key)}+${encoded}`;
}

export function parseVerifierKey(text: string): VerifierKey | null {
  const [name = "", keyId, ...rest] = text.split("+");
  const encoded = bytesOfBase64(rest.join("+"));
  if (!isKeyName(name) || encoded?.length !== 33 || encoded[0] !== ED25519) {
    return null;
  }
  const key = { name, publicKey: encoded.slice(1) };
  return keyIdOf(key) === keyId ? key : null;
}

/** `text` ends in a line feed. */
export function signNote(text: string, signer: { name: string; seed: Uint8Array }): string {
  const { name, seed } = signer;
  if (!(isNoteText(text) && isKeyName(name))) {
    throw new TypeError("This text or name cannot stand in a signed note.");
  }
  const keyId = Buffer.from(keyIdOf({ name, publicKey: publicKeyOf(seed) }), "hex");
  const signature = Buffer.concat([keyId, signBytes(seed, Buffer.from(text, "utf8"))]);
  return `${text}\n— ${name} ${signature.toString("base64")}\n`;
}

export function parseNote(note: unknown): SignedNote | null {
  if (typeof note !== "string" || note.length > MAX_NOTE_LENGTH) {
    return null;
  }
  const end = note.lastIndexOf("\n\n");
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2).split("\n");
  if (end < 0 || !isNoteText(text) || lines.pop() !== "" || lines.length > MAX_SIGNATURES) {
    return null;
  }
  const signatures = lines.map(signatureOf).filter((signature) => signature !== null);
  const isWhole = signatures.length > 0 && signatures.length === lines.length;
  return isWhole ? { text, signatures } : null;
}

/**
 * Whether a note may be believed: at least one of `keys` signed it, and no
 * line that claims to be by one of them is false. Lines by others are ignored.
 */
export function isNoteSignedBy(note: SignedNote, keys: readonly VerifierKey[]): boolean {
  const bytes = Buffer.from(note.text, "utf8");
  const verdicts = note.signatures.flatMap(({ name, keyId, signature }) => {
    const key = keys.find((known) => known.name === name && keyIdOf(known) === keyId);
    return key === undefined ? [] : [isSignedBy(key.publicKey, { bytes, signature })];
  });
  return verdicts.length > 0 && verdicts.every(Boolean);
}

function signatureOf(line: string): NoteSignature | null {
  const [dash, name = "", encoded = "", ...rest] = line.split(" ");
  const bytes = bytesOfBase64(encoded);
  const isWhole = bytes !== null && bytes.length > KEY_ID_BYTES && rest.length === 0;
  if (dash !== "—" || !isKeyName(name) || !isWhole) {
    return null;
  }
  const keyId = Buffer.from(bytes.slice(0, KEY_ID_BYTES)).toString("hex");
  return { name, keyId, signature: bytes.slice(KEY_ID_BYTES) };
}

function isNoteText(text: string): boolean {
  return text.endsWith("\n") && text.isWellFormed() && !CONTROL_BUT_LF.test(text);
}

function isKeyName(name: string): boolean {
  return name !== "" && name.isWellFormed() && !UNFIT_IN_NAME.test(name);
}

/** Null for anything but the one standard spelling of the bytes. */
export function bytesOfBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? new Uint8Array(bytes) : null;
}
