import "server-only";
import { createHash } from "node:crypto";
import { checkBundle } from "@/lib/documents/rules/check-bundle";
import { checkReceipt, placeOfReceipt } from "@/lib/documents/rules/check-receipt";
import { verifyPdf } from "@/lib/documents/rules/verification";
import type { Verification } from "@/lib/documents/schema";
import { verifyFileInput } from "@/lib/documents/schema/inputs";
import { type BundleShape, bundleShape, receiptShape } from "@/lib/documents/schema/proofs";
import { findKnownHash, isInLedger, isKnownCertificate } from "@/lib/documents/store/known-hashes";
import { countCheck } from "@/lib/documents/store/verify-limit";
import { defineCommand } from "@/lib/execution/command";
import { fieldError } from "@/lib/kernel/app-error";
import { listKeys } from "@/lib/ledger/store/signing-key";
import type { Tx } from "@/lib/platform/db";
import { readPdfSignature } from "@/lib/platform/pdf-signature";
import { signingIdentity } from "@/lib/platform/signing-certificate";

/** Answers whether a file is one of ours and as it was. It looks and writes nothing. */
export const verifyFile = defineCommand({
  name: "verify.file",
  permission: "public",
  input: verifyFileInput,
  operation: {
    method: "POST",
    path: "/verify",
    summary: "Check a PDF, a receipt or an audit bundle; nothing is kept",
  },
  scope: () => Promise.resolve({ kind: "public" }),

  async execute({ tx, actor, input }) {
    await countCheck(actor);
    const value = await verdictOn(tx, input);
    return { value, unchanged: true };
  },
});

type Given = { pdf?: string | undefined; json?: string | undefined };

function verdictOn(tx: Tx, { pdf, json }: Given): Promise<Verification> {
  return json === undefined ? pdfVerdict(tx, bytesOf(pdf ?? "")) : proofVerdict(tx, json);
}

const neither =
  "This is neither a receipt nor an audit bundle of Waymark. Hand in the JSON file as it was downloaded.";

/** Whatever the file makes the checks stumble over is a fault of the file. */
async function proofVerdict(tx: Tx, json: string): Promise<Verification> {
  const parsed = parsedJson(json);
  const receipt = receiptShape.safeParse(parsed);
  const bundle = bundleShape.safeParse(parsed);
  if (!receipt.success && !bundle.success) {
    throw fieldError("json", neither);
  }
  const keys = (await listKeys(tx)).map(({ publicKey }) => publicKey);
  const place = receipt.success ? placeOfReceipt(receipt.data) : null;
  const isHere = place !== null && (await isInLedger(tx, place));
  try {
    return receipt.success
      ? checkReceipt({ receipt: receipt.data, keys, isHere })
      : checkBundle({ bundle: bundle.data as BundleShape, keys });
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) {
      throw fieldError("json", "Parts of this file are not what such a file can hold.");
    }
    throw error;
  }
}

function parsedJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw fieldError("json", "This file is not valid JSON; perhaps it was cut short.");
  }
}

async function pdfVerdict(tx: Tx, bytes: Buffer): Promise<Verification> {
  const signature = readPdfSignature(bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const known = await findKnownHash(tx, sha256);
  const isOurCertificate =
    signature.kind === "intact" && (await isOurs(tx, signature.certificateSha256));
  return verifyPdf({ signature, isOurCertificate, known });
}

/** The one in use, or one that documents were issued with before it was replaced. */
async function isOurs(tx: Tx, certificateSha256: string): Promise<boolean> {
  const { fingerprint } = await signingIdentity();
  return fingerprint === certificateSha256 || isKnownCertificate(tx, certificateSha256);
}

function bytesOf(base64: string): Buffer {
  const bytes = Buffer.from(base64, "base64");
  const isWhole = Math.ceil(bytes.length / 3) * 4 - base64.replace(/=+$/, "").length <= 2;
  if (bytes.length === 0 || !isWhole) {
    throw fieldError("pdf", "This is not base64. Send the bytes of the PDF in base64.");
  }
  return bytes;
}
