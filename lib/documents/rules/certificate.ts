import { exactDay, groupedHash } from "@/lib/documents/rules/exact-time";
import type { DocumentFrame, DocumentSignature } from "@/lib/documents/schema";
import { exactTime, methodWords } from "@/lib/kernel/signature-words";

type CertificateRow = { name: string; value: string };

export type Certificate = {
  facts: CertificateRow[];
  signers: { id: string; heading: string; rows: CertificateRow[] }[];
};

/**
 * Everything the certificate page prints, as words. No field is ever blank:
 * what nobody recorded is said to be so.
 */
export function certificateOf(document: DocumentFrame): Certificate {
  return {
    facts: [
      { name: "Record", value: said(document.title, "Untitled") },
      { name: "Edition", value: said(document.edition, "Not numbered") },
      {
        name: "Project",
        value: `${said(document.projectName, "Unnamed")} (${said(document.projectKey, "no key")})`,
      },
      { name: "Workspace", value: said(document.workspaceName, "Unnamed") },
      { name: "State", value: said(document.stateSentence, "Not recorded") },
      { name: "SHA-256 of the canonical record", value: groupedHash(document.recordSha256) },
      { name: "This page was made", value: exactTime(document.printedAt) },
    ],
    signers: document.signatures.map((signature) => ({
      id: signature.id,
      heading: `${said(signature.name, "Name not recorded")}, ${said(signature.role, "role not recorded")}`,
      rows: rowsOf(signature, document),
    })),
  };
}

function rowsOf(signature: DocumentSignature, document: DocumentFrame): CertificateRow[] {
  const { subject } = document;
  return [
    { name: "Signed", value: signedWhat(signature, document) },
    { name: "Meaning", value: said(signature.meaning, "Not stated") },
    ...(signature.verdict === null
      ? []
      : [{ name: "Decision", value: said(signature.verdict, "Not stated") }]),
    {
      name: subject === "gate_round" ? "Reason" : "Comment",
      value: said(signature.comment, "None given"),
    },
    ...(signature.outside === null
      ? []
      : [{ name: "From outside", value: said(signature.outside, "Guest") }]),
    { name: "Sent", value: exactTime(signature.askedAt) },
    { name: "Viewed", value: viewedText(signature, document.viewsSince) },
    { name: "Signed at", value: exactTime(signature.signedAt) },
    {
      name: "Identity confirmed anew by",
      value: said(methodWords(signature.assurance), "Not recorded"),
    },
    { name: "SHA-256 of the statement", value: groupedHash(signature.statementSha256) },
    { name: "Ledger", value: ledgerText(signature) },
  ];
}

function signedWhat(signature: DocumentSignature, { number, subject }: DocumentFrame): string {
  if (subject === "gate_round") {
    return `Round ${signature.number}`;
  }
  return signature.number === number
    ? `Version ${signature.number}`
    : `Version ${signature.number}; no part of the text this role answers for has changed since`;
}

function viewedText({ viewedAt, signedAt }: DocumentSignature, since: string): string {
  if (viewedAt !== null) {
    return exactTime(viewedAt);
  }
  return signedAt < since
    ? `Not recorded before ${exactDay(since)}`
    : "Not opened on a page of Waymark before signing";
}

function ledgerText({ ledgerIndex, checkpointSize }: DocumentSignature): string {
  if (ledgerIndex === null) {
    return "Not recorded as an entry of its own";
  }
  return checkpointSize === null
    ? `Entry ${ledgerIndex}; no checkpoint covered it yet when this page was made`
    : `Entry ${ledgerIndex}, covered by the checkpoint of ${checkpointSize} entries`;
}

function said(value: string, otherwise: string): string {
  const text = value.trim();
  return text === "" ? otherwise : text;
}
