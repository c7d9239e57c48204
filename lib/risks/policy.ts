import type { Member } from "@/lib/authz/actor";
import { isGranted } from "@/lib/authz/permissions";

/** Shown in place of the form; the permission itself guards the write. */
export function whyNotRaise(member: Member): string | null {
  return isGranted("risk:raise", {
    workspaceRole: member.workspaceRole,
    projectRoles: member.roles,
  })
    ? null
    : "Your role in this project reads risks and does not raise them. Ask the lead to note it, or to give you a role that does.";
}
