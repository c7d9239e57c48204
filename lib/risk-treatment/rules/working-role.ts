import { type ProjectRole, projectRolesWith } from "@/lib/authz/permissions";

/** In which of their roles a person works on a task nobody named a role for. */
export function workingRole(roles: readonly ProjectRole[]): ProjectRole | null {
  const working = projectRolesWith("task:work-own");
  return roles.find((role) => working.includes(role)) ?? null;
}
