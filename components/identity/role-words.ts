import { type TokenScope, titleOfWorkspaceRole, type WorkspaceRole } from "@/lib/authz/permissions";

/** What a workspace role means, for the person who chooses one. */
export const meaningOfWorkspaceRole = {
  owner: "runs the workspace and says who the other owners are",
  admin: "manages people, playbooks and settings",
  member: "works in the projects they are added to and may start new ones",
  auditor: "reads everything including the audit trail, and changes nothing",
} satisfies Record<WorkspaceRole, string>;

export function roleOptions(roles: readonly WorkspaceRole[]) {
  return roles.map((role) => ({
    value: role,
    label: `${titleOfWorkspaceRole[role]}: ${meaningOfWorkspaceRole[role]}`,
  }));
}

export const meaningOfTokenScope = {
  read: "Read what you may read",
  work: "Read, and log progress, tasks, risks and evidence",
  manage: "Read, work, and manage projects, people and playbooks",
} satisfies Record<TokenScope, string>;
