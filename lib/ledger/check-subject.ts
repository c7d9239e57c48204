import type { LedgerRecord } from "@/lib/ledger/check-record";
import type { SignatureRow } from "@/lib/ledger/check-signature";
import { contentSha256 } from "@/lib/ledger/content-hash";

type Row = Record<string, unknown>;

/** What a signature was given for, as it is stored today. */
export type SignedRows = {
  signatureId: string;
  /** Null where the thing itself is not kept here, as in an archive. */
  place: Row | null;
  /** The version, round, waiver or amendment of it, or what was asked about it. */
  signed: Row | null;
  /** The row that counts as the person's vote or grant, or as their acceptance. */
  vote: Row | null;
};

type Signed = { row: SignatureRow; record: LedgerRecord; rows: SignedRows };

/**
 * What of the signed thing is no longer what its signature covers. The hashes
 * are made here once more from the stored rows and not by the rules that made
 * them, as anybody would who does not believe us.
 */
export function whySubjectDiffers(signed: Signed): string | null {
  const { row, rows } = signed;
  if (rows.place === null) {
    return null;
  }
  const what = rows.signed === null ? "is missing" : whyDiffers(signed, rows.place, rows.signed);
  return what === null ? null : `Signature ${row.id}: what it was given for ${what}.`;
}

function whyDiffers({ row, record, rows }: Signed, place: Row, signed: Row): string | null {
  switch (row.subject) {
    case "business_case":
      return isHash(row.subjectSha256, signed.content) && signed.sha256 === row.subjectSha256
        ? null
        : "is not the text that was signed";
    case "gate_decision":
      return whyRoundDiffers(row, signed) ?? whyVoteDiffers(rows.vote, record);
    case "waiver":
      return whyWaiverDiffers({ row, record }, place, signed);
    case "risk_acceptance":
      return whyAcceptanceDiffers({ row, record }, signed, rows.vote);
    default:
      return isHash(row.subjectSha256, amendmentOf(row, signed))
        ? null
        : "is not the amendment that was signed";
  }
}

function isHash(sha256: unknown, content: unknown): boolean {
  return contentSha256(content ?? null) === sha256;
}

/** Gate and question stand in the statement: a later playbook may ask in other words. */
function whyRoundDiffers({ statement, subjectId, subjectSha256 }: SignatureRow, round: Row) {
  const { subject, meaning } = statement as { subject: { name: string }; meaning: string };
  const [code = ""] = subject.name.split(" ");
  const start = meaning.indexOf(`${subject.name}: `) + subject.name.length + 2;
  const gate = { id: subjectId, code, question: meaning.slice(start) };
  const { number, policySha256, subjects, trace } = round;
  const isFrozen =
    isHash(subjectSha256, { gate, round: number, policySha256, subjects, trace }) &&
    isHash(policySha256, round.policy);
  return isFrozen ? null : "is not the round that was frozen for it";
}

function whyVoteDiffers(vote: Row | null, { data, by }: LedgerRecord): string | null {
  const isSame =
    vote !== null &&
    vote.approverId === by.id &&
    vote.role === data.role &&
    vote.verdict === data.verdict &&
    vote.reason === data.reason;
  return isSame ? null : "was decided otherwise than the row of the decision says";
}

function whyWaiverDiffers(
  { row, record }: Pick<Signed, "row" | "record">,
  gate: Row,
  waiver: Row,
): string | null {
  const { reason, requestedById, needs, proposedAt, expiresOn, subjectSha256 } = waiver;
  const { id, code, question, policySha256 } = gate;
  const at = new Date(`${proposedAt}`).toISOString();
  const said = { reason, requestedById, needs, proposedAt: at, expiresOn };
  // Under a later playbook the gate may be named otherwise; then the record alone is compared.
  const isOfToday = policySha256 === (row.statement as { policySha256: unknown }).policySha256;
  const isSame =
    subjectSha256 === row.subjectSha256 &&
    reason === record.data.reason &&
    expiresOn === record.data.expiresOn &&
    (!isOfToday ||
      isHash(subjectSha256, { gate: { id, code, question }, policySha256, waiver: said }));
  return isSame ? null : "is not the waiver that was signed";
}

/**
 * The risk itself may read otherwise by now; who accepted it, why, until when
 * and up to which level may not. A matrix of another size maps the level the
 * acceptance covers, and never the one that was asked about.
 */
function whyAcceptanceDiffers(
  { row, record }: Pick<Signed, "row" | "record">,
  request: Row,
  acceptance: Row | null,
): string | null {
  const { role, expiresOn, reason, acceptanceId, likelihood, impact } = record.data;
  const said = { approverId: record.by.id, role, expiresOn, justification: reason };
  const isSame =
    acceptance !== null &&
    acceptance.id === acceptanceId &&
    request.subjectSha256 === row.subjectSha256 &&
    isLike(acceptance, said) &&
    isLike(request, said) &&
    // Entries from before the level was kept with them leave it out.
    (likelihood === undefined || isLike(request, { likelihood, impact }));
  return isSame ? null : "is not the acceptance that was signed";
}

function isLike(row: Row, said: Row): boolean {
  return Object.entries(said).every(([column, value]) => row[column] === value);
}

function amendmentOf({ projectId }: SignatureRow, amendment: Row) {
  const { caseId, number, signedNumber, reason, additions } = amendment;
  return { format: 1, projectId, caseId, number, signedNumber, reason, additions };
}
