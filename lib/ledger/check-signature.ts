import type { LedgerRecord } from "@/lib/ledger/check-record";
import { contentSha256 } from "@/lib/ledger/content-hash";

/** A row of a signature, with instants as text. */
export type SignatureRow = {
  id: string;
  workspaceId: string;
  projectId: string;
  subject: string;
  subjectId: string;
  subjectVersion: number;
  subjectSha256: string;
  signerId: string;
  signerName: string;
  role: string;
  meaning: string;
  assurance: string;
  delegatedFromId: string | null;
  statement: unknown;
  statementSha256: string;
  signedAt: string;
  expiresAt: string | null;
  withdrawnAt: string | null;
  buildsOn: readonly string[];
};

type Statement = {
  workspace?: { id?: unknown };
  project?: { id?: unknown };
  subject?: { kind?: unknown; id?: unknown; version?: unknown; sha256?: unknown };
  signer?: { id?: unknown; name?: unknown; guest?: unknown };
  role?: unknown;
  meaning?: unknown;
  assurance?: unknown;
  delegatedFrom?: unknown;
  signedAt?: unknown;
  expiresAt?: unknown;
  buildsOn?: unknown;
};

/** What of a signature does not fit its statement or the entry that speaks of it. */
export function whySignatureDiffers(row: SignatureRow, record: LedgerRecord): string | null {
  if (contentSha256(row.statement) !== row.statementSha256) {
    return `Signature ${row.id}: the statement is not the one that was hashed.`;
  }
  const said = record.data;
  const statement = row.statement as Statement;
  const { workspace, project, subject, signer } = statement;
  const columns: Record<string, [unknown, unknown]> = {
    id: [row.id, said.signatureId],
    statementSha256: [row.statementSha256, said.statementSha256],
    workspaceId: [row.workspaceId, workspace?.id],
    projectId: [row.projectId, project?.id],
    subject: [row.subject, subject?.kind],
    subjectId: [row.subjectId, subject?.id],
    subjectVersion: [row.subjectVersion, subject?.version],
    subjectSha256: [row.subjectSha256, subject?.sha256],
    signerId: [row.signerId, signer?.id],
    signerName: [row.signerName, signer?.name],
    role: [row.role, statement.role],
    meaning: [row.meaning, statement.meaning],
    assurance: [row.assurance, statement.assurance],
    delegatedFromId: [row.delegatedFromId, statement.delegatedFrom ?? null],
    signedAt: [row.signedAt, statement.signedAt],
    expiresAt: [row.expiresAt, statement.expiresAt ?? null],
    // Nothing takes a signature back but an entry of its own, and there is none for it.
    withdrawnAt: [row.withdrawnAt, null],
    buildsOn: [JSON.stringify(row.buildsOn), JSON.stringify(statement.buildsOn)],
    "workspace of the entry": [record.workspaceId, workspace?.id],
    "project of the entry": [record.projectId, project?.id],
    "signer of the entry": [record.by.id, signer?.id],
    // A guest signs as a guest, and nobody who has an account does.
    "kind of signer of the entry": [record.by.kind === "guest", signer?.guest !== undefined],
    "time of the entry": [record.at, statement.signedAt],
  };
  const differing = Object.entries(columns).find(([, [stored, signed]]) => stored !== signed);
  return differing === undefined
    ? null
    : `Signature ${row.id}: ${differing[0]} differs from what was signed.`;
}
