import "server-only";
import { createHash, verify, X509Certificate } from "node:crypto";
import forge from "node-forge";
import { fingerprintOf } from "@/lib/platform/signing-certificate";

const CMS_HEX_MAX = 200_000;
const RANGE_TEXT_MAX = 120;

/** What the digital signature of a PDF says, as far as the bytes alone can tell. */
export type PdfSignature =
  | { kind: "not_pdf" }
  | { kind: "unsigned" }
  /** There is a signature, but not one of exactly these bytes. `why` is a whole sentence. */
  | { kind: "altered"; why: string }
  | { kind: "intact"; certificateSha256: string; signedAt: string | null };

/** Never throws: whatever the bytes are, the answer is one of the four. */
export function readPdfSignature(pdf: Buffer): PdfSignature {
  if (!pdf.subarray(0, 1024).includes("%PDF-")) {
    return { kind: "not_pdf" };
  }
  const range = rangeOf(pdf);
  if (range === null) {
    return pdf.includes("/ByteRange")
      ? altered("The place of the signature in the file cannot be read.")
      : { kind: "unsigned" };
  }
  if (range.end !== pdf.length) {
    return altered(
      range.end > pdf.length
        ? `The file is shorter than what was signed: ${pdf.length} of ${range.end} bytes.`
        : `Bytes were added after the signature: ${pdf.length - range.end}.`,
    );
  }
  const cms = hexOf(pdf.subarray(range.before, range.after));
  if (cms === null) {
    return altered("The signature in the file is damaged.");
  }
  const signed = [pdf.subarray(0, range.before), pdf.subarray(range.after)];
  try {
    return checkCms(cms, signed);
  } catch {
    return altered("The signature in the file is damaged.");
  }
}

function altered(why: string): PdfSignature {
  return { kind: "altered", why };
}

type Range = { before: number; after: number; end: number };

/** The last signature is the one that can cover the whole file. */
function rangeOf(pdf: Buffer): Range | null {
  const at = pdf.lastIndexOf("/ByteRange");
  if (at === -1) {
    return null;
  }
  const text = pdf.toString("latin1", at, at + RANGE_TEXT_MAX);
  const match = /^\/ByteRange ?\[ ?0 (\d{1,10}) (\d{1,10}) (\d{1,10}) *\]/.exec(text);
  if (match === null) {
    return null;
  }
  const [before, after, rest] = match.slice(1).map(Number);
  if (before === undefined || after === undefined || rest === undefined || after <= before) {
    return null;
  }
  return { before, after, end: after + rest };
}

/** The gap holds the signature in pointed brackets and nothing else, in one spelling only. */
function hexOf(gap: Buffer): Buffer | null {
  if (gap.length > CMS_HEX_MAX) {
    return null;
  }
  const match = /^<([0-9a-f]+)>$/.exec(gap.toString("latin1"));
  const digits = match?.[1];
  return digits === undefined || digits.length % 2 !== 0 ? null : Buffer.from(digits, "hex");
}

type Node = forge.asn1.Asn1;

function checkCms(cms: Buffer, signed: readonly Buffer[]): PdfSignature {
  const root = forge.asn1.fromDer(forge.util.createBuffer(cms.toString("binary")));
  const data = at(at(root, 1), 0);
  const vouching = at(
    childrenOf(data).find((node) => isContext(node, 0)),
    0,
  );
  const certificate = new X509Certificate(derOf(vouching));
  const signer = at(childrenOf(data).at(-1), 0);
  const attributes = childrenOf(signer).find((node) => isContext(node, 0));
  const hash = createHash("sha256");
  for (const part of signed) {
    hash.update(part);
  }
  const digest = at(attributeOf(attributes, forge.pki.oids.messageDigest), 0);
  if (!bytesOf(digest).equals(hash.digest())) {
    return altered("The content is not what was signed: its digest differs.");
  }
  if (!namesWhatItUses(signer, vouching)) {
    return altered("The signature in the file is damaged.");
  }
  // The attributes are signed as a SET, though they are stored under another tag (RFC 5652, 5.4).
  const { UNIVERSAL } = forge.asn1.Class;
  const set = forge.asn1.create(UNIVERSAL, forge.asn1.Type.SET, true, childrenOf(attributes));
  const value = bytesOf(childrenOf(signer).at(-1));
  if (!verify("sha256", derOf(set), certificate.publicKey, value)) {
    return altered("The signature does not fit the certificate in the file.");
  }
  return {
    kind: "intact",
    certificateSha256: fingerprintOf(certificate.raw),
    signedAt: timeOf(attributeOf(attributes, forge.pki.oids.signingTime)),
  };
}

/** Parts the signature does not cover itself: which certificate, which algorithms. */
function namesWhatItUses(signer: Node | undefined, certificate: Node | undefined): boolean {
  const [, issuerAndSerial, digestAlgorithm, , signatureAlgorithm] = childrenOf(signer);
  const [, serial, , issuer] = childrenOf(at(certificate, 0));
  const { sha256 = "", rsaEncryption = "" } = forge.pki.oids;
  return (
    derOf(at(issuerAndSerial, 0)).equals(derOf(issuer)) &&
    derOf(at(issuerAndSerial, 1)).equals(derOf(serial)) &&
    oidOf(at(digestAlgorithm, 0)) === sha256 &&
    oidOf(at(signatureAlgorithm, 0)) === rsaEncryption
  );
}

function oidOf(node: Node | undefined): string {
  return forge.asn1.derToOid(bytesOf(node).toString("binary"));
}

function childrenOf(node: Node | undefined): Node[] {
  if (node === undefined || !Array.isArray(node.value)) {
    throw new TypeError("This part of the signature has no parts.");
  }
  return node.value as Node[];
}

function at(node: Node | undefined, index: number): Node | undefined {
  return childrenOf(node)[index];
}

function isContext(node: Node, type: number): boolean {
  return node.tagClass === forge.asn1.Class.CONTEXT_SPECIFIC && Number(node.type) === type;
}

function bytesOf(node: Node | undefined): Buffer {
  if (node === undefined || typeof node.value !== "string") {
    throw new TypeError("This part of the signature has no bytes.");
  }
  return Buffer.from(node.value, "binary");
}

function derOf(node: Node | undefined): Buffer {
  if (node === undefined) {
    throw new TypeError("A part of the signature is missing.");
  }
  return Buffer.from(forge.asn1.toDer(node).getBytes(), "binary");
}

/** The values of one signed attribute. */
function attributeOf(attributes: Node | undefined, oid: string | undefined): Node | undefined {
  const found = childrenOf(attributes).find((node) => oidOf(at(node, 0)) === oid);
  return found === undefined ? undefined : at(found, 1);
}

function timeOf(values: Node | undefined): string | null {
  const text = values === undefined ? "" : bytesOf(at(values, 0)).toString("latin1");
  return /^\d{12}Z$/.test(text) ? forge.asn1.utcTimeToDate(text).toISOString() : null;
}
