import { failed, passed } from "@/lib/documents/rules/steps";
import type { Verification } from "@/lib/documents/schema";
import type { ReceiptShape } from "@/lib/documents/schema/proofs";
import { type LedgerRecord, recordOf } from "@/lib/ledger/check-record";
import { openCheckpoint, parseCheckpoint } from "@/lib/ledger/checkpoint";
import { contentSha256 } from "@/lib/ledger/content-hash";
import { leafHash, verifyInclusion } from "@/lib/ledger/merkle";

type Step = Verification["steps"][number];

export type ReceiptFacts = {
  receipt: ReceiptShape;
  /** Every public key this installation has signed ledgers with. */
  keys: readonly Uint8Array[];
  /** Whether the ledger here has this very entry at this place. */
  isHere: boolean;
};

/** Recomputes a receipt from its own bytes; nothing in it is believed because it says so. */
export function checkReceipt(facts: ReceiptFacts): Verification {
  const record = recordOf(facts.receipt.record);
  const steps = [
    statementStep(facts.receipt, record),
    inclusionStep(facts.receipt),
    checkpointStep(facts),
    facts.isHere
      ? passed("Ledger of this installation", "It has this very entry at this place.")
      : failed("Ledger of this installation", "It has no such entry at this place."),
  ];
  const isOwn = isKeyOurs(facts);
  const isWhole = steps.slice(0, isOwn ? 4 : 2).every(({ result }) => result === "passed");
  return { given: "receipt", steps, ...verdictOf({ facts, isOwn, isWhole }) };
}

/** Where a receipt says it belongs, for looking it up; null where its record says nothing of it. */
export function placeOfReceipt({ record, index }: ReceiptShape) {
  const read = recordOf(record);
  return read === null
    ? null
    : { workspaceId: read.workspaceId, index, leafHash: leafHash(Buffer.from(record, "utf8")) };
}

function verdictOf(at: { facts: ReceiptFacts; isOwn: boolean; isWhole: boolean }) {
  const found = foundOf(at.facts.receipt);
  if (!at.isWhole) {
    return {
      verdict: "altered" as const,
      found: null,
      sentence:
        "Altered. This receipt does not prove what it says; the first part that does not fit is named below.",
    };
  }
  return at.isOwn
    ? {
        verdict: "matches" as const,
        found,
        sentence:
          "Matches. This signature is in the ledger of this installation, as the receipt says.",
      }
    : {
        verdict: "unknown" as const,
        found: null,
        sentence:
          "Unknown. The receipt fits together, but its checkpoint was not signed by this installation. Check it where it was made.",
      };
}

function foundOf({ statement }: ReceiptShape): Verification["found"] {
  const { signedAt, subject } = statement as {
    signedAt?: unknown;
    subject?: { version?: unknown };
  };
  const at = new Date(String(signedAt));
  const number = Number(subject?.version);
  return Number.isNaN(at.getTime())
    ? null
    : {
        kind: "Receipt of a signature",
        number: Number.isSafeInteger(number) ? number : null,
        at: at.toISOString(),
      };
}

function statementStep({ statement }: ReceiptShape, record: LedgerRecord | null): Step {
  const name = "Statement and record";
  return record !== null && record.data.statementSha256 === contentSha256(statement)
    ? passed(name, "The record names the SHA-256 of exactly this statement.")
    : failed(name, "The record does not belong to this statement.");
}

function inclusionStep(receipt: ReceiptShape): Step {
  const name = "Inclusion proof";
  const checkpoint = parseCheckpoint(receipt.checkpoint);
  const isIn =
    checkpoint !== null &&
    verifyInclusion({
      index: receipt.index,
      size: checkpoint.size,
      leafHash: leafHash(Buffer.from(receipt.record, "utf8")),
      proof: receipt.proof.map((hash) => new Uint8Array(Buffer.from(hash, "hex"))),
      root: checkpoint.root,
    });
  return isIn
    ? passed(
        name,
        `The record is entry ${receipt.index} of the ${checkpoint.size} the checkpoint covers.`,
      )
    : failed(
        name,
        "The record, its place and the proof do not lead to the root of the checkpoint.",
      );
}

function checkpointStep({ receipt, keys }: ReceiptFacts): Step {
  const name = "Signature of the checkpoint";
  return isSignedByAny(receipt.checkpoint, keys)
    ? passed(name, "It was made with a key of this installation.")
    : failed(name, "It was not made with any key of this installation.");
}

/** A receipt that names a key of ours is judged as ours, also where the signature is false. */
function isKeyOurs({ receipt, keys }: ReceiptFacts): boolean {
  return keys.some((key) => Buffer.from(key).toString("base64") === receipt.key);
}

export function isSignedByAny(note: string, keys: readonly Uint8Array[]): boolean {
  const name = note.slice(0, note.indexOf("\n"));
  return keys.some((publicKey) => openCheckpoint(note, [{ name, publicKey }]) !== null);
}
