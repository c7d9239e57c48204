import { contentSha256 } from "@/lib/ledger/content-hash";

type Said = {
  note: string;
  url: string | null;
  data: Readonly<Record<string, unknown>> | null;
};

/**
 * What a signature covers of a piece of evidence: the bytes of its file, or
 * what was written down where there is none. What stands behind an address may
 * change unseen; the address itself may not.
 */
export function evidenceSha256({
  fileSha256,
  note,
  url,
  data,
}: Said & { fileSha256: string | null }): string {
  return fileSha256 ?? contentSha256({ note, url, data });
}

/** Everything a piece of evidence says of itself, for the entry that puts it on record. */
export function recordSha256(
  evidence: Said & {
    title: string;
    sha256: string | null;
    effectiveOn: string;
    validUntil: string | null;
  },
): string {
  const { title, note, url, data, sha256, effectiveOn, validUntil } = evidence;
  return contentSha256({ title, note, url, data, sha256, effectiveOn, validUntil });
}
