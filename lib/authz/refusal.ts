import {
  isGranted,
  type Permission,
  type ProjectRole,
  projectRolesWith,
  titleOfProjectRole,
  titleOfWorkspaceRole,
  type WorkspaceRole,
  workspaceRolesWith,
} from "@/lib/authz/permissions";

/**
 * Says who could, so that a refused person knows whom to ask.
 * `holders` are the people of the project with their roles.
 */
export function refusalSentence(
  permission: Permission,
  holders: readonly { name: string; roles: readonly ProjectRole[] }[],
): string {
  const roles = projectRolesWith(permission);
  const titles = [
    ...roles.map((role) => titleOfProjectRole[role]),
    ...workspaceRolesWith(permission).map((role) => `workspace ${titleOfWorkspaceRole[role]}`),
  ];
  if (titles.length === 0) {
    return "Nobody can do this by hand.";
  }
  const able = holders.filter((holder) => holder.roles.some((role) => roles.includes(role)));
  const names = able.slice(0, 3).map((holder) => holder.name);
  const ask = names.length === 0 ? "" : ` Ask ${listed(names)}.`;
  return `Your role does not include this. It can be done by: ${listed(titles)}.${ask}`;
}

/** The same for a view, which names roles and no people; null when the role includes it. */
export function whyNotByRole(
  member: { workspaceRole: WorkspaceRole; roles: readonly ProjectRole[] },
  permission: Permission,
): string | null {
  const { workspaceRole, roles: projectRoles } = member;
  return isGranted(permission, { workspaceRole, projectRoles })
    ? null
    : refusalSentence(permission, []);
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}
