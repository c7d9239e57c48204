import type { AuditEntryView } from "@/lib/audit/schema";
import { exactTime } from "@/lib/kernel/signature-words";

export const auditCsvHead = [
  "Entry",
  "Recorded at",
  "Who",
  "What",
  "Project",
  "Kind",
  "Signer",
  "Signed as",
  "Meaning of the signature",
  "Signed at",
  "Confirmed by",
  "Signature",
  "Hash of the entry",
  "Standing",
] as const;

/** One entry of the trail; the columns of a signature are empty where it speaks of none. */
export function auditCsvRow(entry: AuditEntryView): (string | number)[] {
  const { signature } = entry;
  return [
    entry.index,
    exactTime(entry.at),
    entry.actorName,
    entry.sentence,
    entry.projectKey === null ? "" : `${entry.projectKey} ${entry.projectName}`,
    entry.type,
    signature?.signer ?? "",
    signature?.role ?? "",
    signature?.meaning ?? "",
    signature?.signedAt ?? "",
    signature?.method ?? "",
    entry.signatureId ?? "",
    entry.leafHash,
    entry.standing,
  ];
}
