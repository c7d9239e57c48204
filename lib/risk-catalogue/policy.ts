import type { Member } from "@/lib/authz/actor";
import { isGranted } from "@/lib/authz/permissions";

/** Shown in place of the forms; the permission itself guards the write. */
export function whyNotChangeCatalogue(member: Member): string | null {
  return isGranted("workspace:manage", { workspaceRole: member.workspaceRole, projectRoles: [] })
    ? null
    : "An owner or an admin of the workspace changes the catalogue.";
}

/** The permission of raising risks guards the write. */
export function whyNotTake(member: Member): string | null {
  return isGranted("risk:raise", {
    workspaceRole: member.workspaceRole,
    projectRoles: member.roles,
  })
    ? null
    : "Your role in this project reads risks and takes none over. Ask the lead to do it.";
}

/** Who takes a risk over becomes its owner, if they may work on risks of their own. */
export function mayOwn(member: Member): boolean {
  return isGranted("risk:work-own", {
    workspaceRole: member.workspaceRole,
    projectRoles: member.roles,
  });
}
