import type { LedgerRecord } from "@/lib/ledger/check-record";
import { contentSha256 } from "@/lib/ledger/content-hash";

/** A row of evidence as it is stored today, days as text. */
export type StoredEvidence = {
  id: string;
  kind: string;
  revision: number;
  title: string;
  note: string;
  url: string | null;
  sha256: string | null;
  data: unknown;
  effectiveOn: string;
  validUntil: string | null;
};

/** What of a piece of evidence is no longer what its entry put on record. */
export function whyEvidenceDiffers(
  row: StoredEvidence | undefined,
  { data: said }: LedgerRecord,
): string | null {
  if (row === undefined) {
    return "is missing";
  }
  const { kind, revision, title, note, url, sha256, data, effectiveOn, validUntil } = row;
  const whole = { title, note, url, data: data ?? null, sha256, effectiveOn, validUntil };
  const isSame =
    kind === said.kind &&
    revision === said.revision &&
    sha256 === said.sha256 &&
    title === said.title &&
    // Entries from before the whole row was hashed leave it out.
    (said.recordSha256 === undefined || contentSha256(whole) === said.recordSha256);
  return isSame ? null : "is not what was attached";
}
