import { type TokenScope, titleOfWorkspaceRole, type WorkspaceRole } from "@/lib/authz/permissions";

const meaningOfWorkspaceRole = {
  owner: "runs the workspace and says who the other owners are",
  admin: "manages people, playbooks and settings",
  member: "works in the projects they are added to and may start new ones",
  auditor: "reads everything including the audit trail, and changes nothing",
} satisfies Record<WorkspaceRole, string>;

export function roleOptions(roles: readonly WorkspaceRole[]) {
  return roles.map((role) => ({ value: role, label: workspaceRoleWord(role) }));
}

/** What each role means, for the person who chooses one. */
export function roleSentences(roles: readonly WorkspaceRole[]): string {
  return roles
    .map((role) => `${workspaceRoleWord(role)}: ${meaningOfWorkspaceRole[role]}.`)
    .join(" ");
}

/** As it stands alone; within a sentence the title is written small. */
export function workspaceRoleWord(role: WorkspaceRole): string {
  const word = titleOfWorkspaceRole[role];
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

export const meaningOfTokenScope = {
  read: "Read what you may read",
  work: "Read, and log progress, tasks, risks and evidence",
  manage: "Read, work, and manage projects, people and playbooks",
} satisfies Record<TokenScope, string>;
