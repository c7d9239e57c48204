import { daysBetween } from "@/lib/kernel/calendar";
import type { DelegationView } from "@/lib/signing/schema/views";

const DELEGATION_DAYS_MAX = 366;

/** Null when it may be made, else the field and the sentence that say why not. */
export function delegationIssue(
  asked: { fromId: string; toId: string; startsOn: string; endsOn: string },
  at: { today: string; isToMember: boolean; isFromInProject: boolean },
): { path: string; message: string } | null {
  if (asked.toId === asked.fromId) {
    return { path: "toId", message: "Name somebody else than yourself." };
  }
  if (!at.isToMember) {
    return { path: "toId", message: "This person is not a member of the workspace." };
  }
  if (!at.isFromInProject) {
    return { path: "projectId", message: "You are not in this project." };
  }
  if (asked.startsOn < at.today) {
    return { path: "startsOn", message: "It cannot begin in the past." };
  }
  return daysBetween(asked.startsOn, asked.endsOn) >= DELEGATION_DAYS_MAX
    ? { path: "endsOn", message: "It may run for one year at most." }
    : null;
}

export function delegationState(
  row: { startsOn: string; endsOn: string; isRevoked: boolean },
  today: string,
): DelegationView["state"] {
  if (row.isRevoked) {
    return "ended";
  }
  if (row.startsOn > today) {
    return "to_come";
  }
  return row.endsOn < today ? "over" : "runs";
}
