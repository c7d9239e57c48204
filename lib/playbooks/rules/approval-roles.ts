import type { ProjectRole } from "@/lib/authz/permissions";
import type { Approval } from "@/lib/playbooks/schema";

/** The roles any of which may give an approval, the one it is named after first. */
export function rolesOfApproval({
  role,
  orRoles,
}: Pick<Approval, "role" | "orRoles">): ProjectRole[] {
  return [...new Set([role, ...(orRoles ?? [])])];
}

/** Which approvals of several forms are one and the same, only stricter. */
export function keyOfApproval(approval: Pick<Approval, "role" | "orRoles">): string {
  return rolesOfApproval(approval)
    .toSorted((a, b) => a.localeCompare(b))
    .join(" ");
}
