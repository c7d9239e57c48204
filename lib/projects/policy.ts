import type { ProjectRole, WorkspaceRole } from "@/lib/authz/permissions";

/** Whether somebody may hold these roles in a project; null when they may. */
export function whyNotAPerson(
  person: { role: WorkspaceRole } | null,
  roles: readonly ProjectRole[],
): string | null {
  if (person === null) {
    return "This person is not a member of the workspace. Invite them first.";
  }
  if (person.role === "auditor" && roles.some((role) => role !== "viewer")) {
    return "An auditor of the workspace reads everything and takes no part: the only project role for them is viewer.";
  }
  return null;
}
