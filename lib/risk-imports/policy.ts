import type { Member } from "@/lib/authz/actor";
import { isGranted, type ProjectRole } from "@/lib/authz/permissions";
import { UNDO_HOURS } from "@/lib/risk-imports/rules/time-limits";
import { riskKey } from "@/lib/risks/rules";
import type { RiskStatus } from "@/lib/risks/schema";

/** The same table that guards raising a single risk. */
export function whyNotRaiseIn(
  project: { roles: readonly ProjectRole[] },
  member: Member,
): string | null {
  const { workspaceRole } = member;
  return isGranted("risk:raise", { workspaceRole, projectRoles: project.roles })
    ? null
    : "your role in this project reads risks and does not raise them. Leave the row out, or ask the lead to give you a role that does.";
}

type UpdatedRisk = { number: number; status: RiskStatus; ownerId: string | null };

/** Leads and risk reviewers change every risk, others their own; and a file opens nothing again. */
export function whyNotUpdate(
  risk: UpdatedRisk,
  project: { roles: readonly ProjectRole[] },
  member: Member,
): string | null {
  const held = { workspaceRole: member.workspaceRole, projectRoles: project.roles };
  const key = riskKey(risk.number);
  if (risk.status !== "open") {
    return `${key} is ${risk.status}, and only open risks are updated. Skip the row, or open the risk first.`;
  }
  const isOwn = risk.ownerId === member.userId && isGranted("risk:work-own", held);
  return isOwn || isGranted("risk:rate", held)
    ? null
    : `Only the owner of ${key}, a lead or a risk reviewer may change it. Skip the row.`;
}

/** Once, in time, by whoever imported, and all of it or nothing. */
export function whyNotUndo(
  imported: {
    importedById: string;
    importedByName: string;
    undoneAt: Date | null;
    undoUntil: Date;
    changed: readonly string[];
  },
  reader: { userId: string; now: Date },
): string | null {
  if (imported.undoneAt !== null) {
    return "This import was undone already.";
  }
  if (imported.importedById !== reader.userId) {
    return `Only ${imported.importedByName}, who imported the file, can undo it.`;
  }
  if (imported.undoUntil <= reader.now) {
    return `An import can be undone for ${UNDO_HOURS} hours. Close the risks that do not belong into the register.`;
  }
  if (imported.changed.length > 0) {
    const first = imported.changed.slice(0, 5).join(", ");
    const more = imported.changed.length > 5 ? ` and ${imported.changed.length - 5} more` : "";
    return `Work has been done since on ${first}${more}. An import is undone as a whole or not at all.`;
  }
  return null;
}
