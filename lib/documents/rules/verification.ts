import { failed, passed, skipped } from "@/lib/documents/rules/steps";
import type { Verification } from "@/lib/documents/schema";
import { exactTime } from "@/lib/kernel/signature-words";

export type KnownHash = {
  kind: "case_document" | "gate_document" | "signature" | "case_version" | "evidence_file";
  number: number | null;
  at: string;
};

type Step = Verification["steps"][number];

const nameOf = {
  case_document: "PDF of a business case",
  gate_document: "PDF of a gate decision",
  signature: "Statement of a signature",
  case_version: "Submitted version of a business case",
  evidence_file: "Evidence file",
} satisfies Record<KnownHash["kind"], string>;

const numbered = {
  case_document: "version",
  gate_document: "round",
  signature: "version or round",
  case_version: "version",
  evidence_file: "number",
} satisfies Record<KnownHash["kind"], string>;

const happened = {
  case_document: "issued",
  gate_document: "issued",
  signature: "signed",
  case_version: "submitted",
  evidence_file: "received",
} satisfies Record<KnownHash["kind"], string>;

/** `PDF of a business case, version 2, issued 12 Nov 2026, 09:40:12 UTC` */
function sentenceOf({ kind, number, at }: KnownHash): string {
  const which = number === null ? "" : `, ${numbered[kind]} ${number}`;
  return `${nameOf[kind]}${which}, ${happened[kind]} ${exactTime(at)}`;
}

function foundOf(known: KnownHash | null): Verification["found"] {
  return known === null ? null : { kind: nameOf[known.kind], number: known.number, at: known.at };
}

export function verifyHash(facts: { sha256: string; known: KnownHash | null }): Verification {
  const { known } = facts;
  if (known === null) {
    return {
      verdict: "unknown",
      given: "SHA-256",
      sentence:
        "Unknown. Nothing on record here has this SHA-256. A file that was changed by a single byte has another one.",
      found: null,
      steps: [failed("Look-up", "No document, signature, version or evidence file has it.")],
    };
  }
  return {
    verdict: "matches",
    given: "SHA-256",
    sentence: `Matches. ${sentenceOf(known)}.`,
    found: foundOf(known),
    steps: [passed("Look-up", "One thing on record here has exactly this SHA-256.")],
  };
}

/** What reading the signature of the file found; the same shape as `readPdfSignature` answers. */
type PdfSignatureFacts =
  | { kind: "not_pdf" }
  | { kind: "unsigned" }
  | { kind: "altered"; why: string }
  | { kind: "intact"; certificateSha256: string; signedAt: string | null };

export type PdfFacts = {
  signature: PdfSignatureFacts;
  isOurCertificate: boolean;
  known: KnownHash | null;
};

/** The whole file decides: one that was issued matches, one that carries a broken signature was altered. */
export function verifyPdf(facts: PdfFacts): Verification {
  const { signature, known } = facts;
  const steps = pdfSteps(facts);
  const answer = { given: "PDF", found: foundOf(known), steps };
  if (known !== null && signature.kind !== "altered") {
    return { ...answer, verdict: "matches", sentence: `Matches. ${sentenceOf(known)}.` };
  }
  switch (signature.kind) {
    case "altered":
      return {
        ...answer,
        verdict: "altered",
        sentence: `Altered. ${signature.why} Ask whoever gave you this file for the original.`,
      };
    case "intact":
      return { ...answer, verdict: "unknown", sentence: intactButUnknown(facts) };
    case "unsigned":
      return {
        ...answer,
        verdict: "unknown",
        sentence:
          "Unknown. This PDF carries no digital signature and was not issued here as it is. Drafts and records without all signatures are not signed.",
      };
    default:
      return {
        ...answer,
        verdict: "unknown",
        sentence: "Unknown. This file is not a PDF, and nothing on record here has its SHA-256.",
      };
  }
}

function intactButUnknown({ isOurCertificate }: PdfFacts): string {
  return isOurCertificate
    ? "Unknown. The file is as this installation signed it, but it is not on the list of issued documents. Ask for it to be issued again."
    : "Unknown. The file is as its signer left it, but it was not signed by this installation. Check it where it was issued.";
}

function pdfSteps({ signature, isOurCertificate, known }: PdfFacts): Step[] {
  return [
    signature.kind === "not_pdf"
      ? failed("File", "It does not begin like a PDF.")
      : passed("File", "It is a PDF."),
    signatureStep(signature),
    certificateStep(signature, isOurCertificate),
    known === null
      ? failed("SHA-256 of the whole file", "No issued document has it.")
      : passed("SHA-256 of the whole file", `${sentenceOf(known)}.`),
  ];
}

function signatureStep(signature: PdfSignatureFacts): Step {
  const name = "Digital signature over the content";
  switch (signature.kind) {
    case "intact": {
      const when = signature.signedAt === null ? "" : `, made ${exactTime(signature.signedAt)}`;
      return passed(name, `It fits every byte it covers${when}.`);
    }
    case "altered":
      return failed(name, signature.why);
    default:
      return skipped(name, "The file carries none.");
  }
}

function certificateStep(signature: PdfSignatureFacts, isOurs: boolean): Step {
  const name = "Certificate";
  if (signature.kind !== "intact") {
    return skipped(name, "There is no fitting signature whose certificate could be compared.");
  }
  return isOurs
    ? passed(name, "It is the certificate of this installation.")
    : failed(name, "It is not a certificate of this installation.");
}
