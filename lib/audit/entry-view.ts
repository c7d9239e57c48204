import * as z from "zod";
import { actorInWords } from "@/lib/audit/actor-words";
import { auditEvent } from "@/lib/audit/events";
import type { AuditEntryView } from "@/lib/audit/schema";
import { sentenceOf } from "@/lib/audit/sentences";
import type { AuditRow } from "@/lib/audit/store";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import { signatureWords } from "@/lib/kernel/signature-words";
import { whyRecordDiffers } from "@/lib/ledger/check-record";

const spokenSignature = z.object({ signatureId: z.uuid() });

/** What of a row does not fit its own record. */
export function whyRowDiffers(row: AuditRow): string | null {
  return whyRecordDiffers({ ...row, index: Number(row.index) });
}

export function entryViewOf(row: AuditRow): AuditEntryView {
  const { data, type } = row;
  const parsed = auditEvent.safeParse({ type, ...(data as object) });
  return {
    index: Number(row.index),
    id: row.id,
    type,
    // An event written by an older release stays readable by its name.
    sentence: parsed.success ? sentenceOf(parsed.data) : type,
    actorKind: row.actorKind,
    actorName: actorInWords({ kind: row.actorKind, name: row.actorName }),
    at: row.at.toISOString(),
    projectId: row.projectId,
    projectKey: row.projectKey,
    projectName: row.projectName,
    leafHash: Buffer.from(row.leafHash).toString("hex"),
    signatureId: spokenSignature.safeParse(data).data?.signatureId ?? null,
    signature:
      row.signed === null
        ? null
        : signatureWords({ ...row.signed, roleTitle: titleOfProjectRole[row.signed.role] }),
    standing: standingOf(row),
  };
}

function standingOf(row: AuditRow): AuditEntryView["standing"] {
  if (whyRowDiffers(row) !== null) {
    return "broken";
  }
  if (row.isCheckpoint) {
    return "checkpoint";
  }
  return row.isCovered ? "covered" : "waiting";
}
