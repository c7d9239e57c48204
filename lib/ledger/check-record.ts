import { leafHash, sameBytes } from "@/lib/ledger/merkle";

/** An entry as the database keeps it: the canonical record, and columns made of it. */
export type RecordRow = {
  index: number;
  id: string;
  workspaceId: string;
  projectId: string | null;
  type: string;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  data: unknown;
  at: Date;
  canonical: string;
  leafHash: Uint8Array;
};

/** What does not fit, at the entry that shows it; null where no entry speaks of it. */
export type Finding = { index: number | null; what: string };

export type LedgerRecord = {
  id: string;
  workspaceId: string;
  projectId: string | null;
  type: string;
  by: { kind: string; id: string | null; name: string };
  at: string;
  data: Record<string, unknown>;
};

/** The record of the bytes that were hashed, or null where they are no record. */
export function recordOf(canonical: string): LedgerRecord | null {
  try {
    const parsed: unknown = JSON.parse(canonical);
    return isObject(parsed) && isObject(parsed.by) && isObject(parsed.data)
      ? (parsed as unknown as LedgerRecord)
      : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** What of a stored entry does not fit the bytes that were hashed; null where all of it does. */
export function whyRecordDiffers(row: RecordRow): string | null {
  if (!sameBytes(leafHash(Buffer.from(row.canonical, "utf8")), row.leafHash)) {
    return "The record is not the one that was hashed.";
  }
  const record = recordOf(row.canonical);
  if (record === null) {
    return "The record cannot be read.";
  }
  const columns: Record<string, [unknown, unknown]> = {
    id: [row.id, record.id],
    workspaceId: [row.workspaceId, record.workspaceId],
    projectId: [row.projectId, record.projectId],
    type: [row.type, record.type],
    actorKind: [row.actorKind, record.by.kind],
    actorId: [row.actorId, record.by.id],
    actorName: [row.actorName, record.by.name],
    at: [row.at.toISOString(), record.at],
    data: [sorted(row.data), sorted(record.data)],
  };
  const differing = Object.entries(columns).find(([, [stored, hashed]]) => stored !== hashed);
  return differing === undefined ? null : `The column ${differing[0]} differs from the record.`;
}

/** Equal text for equal values: the database keeps members in an order of its own. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}
