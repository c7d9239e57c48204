/** Roles in a workspace, which is the tenant. Each member has exactly one. */
export const workspaceRoles = ["owner", "admin", "member", "auditor"] as const;
export type WorkspaceRole = (typeof workspaceRoles)[number];

/** Roles in one project. A person may hold several; a sponsor is the stakeholder who signs. */
export const projectRoles = [
  "sponsor",
  "lead",
  "data_scientist",
  "ml_engineer",
  "domain_expert",
  "risk_reviewer",
  "operations",
  "viewer",
] as const;
export type ProjectRole = (typeof projectRoles)[number];

/** What a member of the workspace may do outside of any one project. */
export const workspacePermissions = [
  "workspace:read",
  "workspace:manage",
  "people:read",
  "people:manage",
  "playbook:read",
  "playbook:write",
  "project:create",
  "risk:import",
  "register:write",
  "token:write",
  "audit:read-workspace",
  "ledger:sign",
] as const;

export const projectPermissions = [
  "project:read",
  "project:write",
  "project:manage-people",
  "stage:plan",
  "stage:tailor",
  "loop-back:write",
  "task:read",
  "task:write",
  "task:work-own",
  "comment:write",
  "journal:read",
  "journal:write",
  "case:read",
  "case:write",
  "case:record",
  "case:sign",
  "evidence:read",
  "evidence:write",
  "gate:read",
  "gate:request",
  "gate:decide",
  "gate:attest",
  "gate:waive",
  "gate:evaluate",
  "risk:read",
  "risk:raise",
  "risk:rate",
  "risk:work-own",
  "risk:accept",
  "audit:read",
] as const;

/** Acts on one's own account, acts nobody is signed in for, and what the link of a guest opens. */
export const personalPermissions = ["self", "public", "guest"] as const;

const permissions = [
  ...workspacePermissions,
  ...projectPermissions,
  ...personalPermissions,
] as const;
export type WorkspacePermission = (typeof workspacePermissions)[number];
export type ProjectPermission = (typeof projectPermissions)[number];
export type Permission = (typeof permissions)[number];

const readProject = [
  "project:read",
  "task:read",
  "journal:read",
  "case:read",
  "evidence:read",
  "gate:read",
  "risk:read",
  "audit:read",
] as const satisfies readonly ProjectPermission[];

const doTheWork = [
  "task:write",
  "task:work-own",
  "comment:write",
  "journal:write",
  "case:write",
  "case:record",
  "evidence:write",
  "gate:request",
  "gate:attest",
  "loop-back:write",
  "risk:raise",
  "risk:work-own",
] as const satisfies readonly ProjectPermission[];

/** The whole answer to "which role may do what". Reviewed as a table, tested as a table. */
export const permissionsOfProjectRole = {
  sponsor: [
    ...readProject,
    "comment:write",
    "case:record",
    "case:sign",
    "gate:decide",
    "gate:attest",
    "gate:waive",
    "risk:raise",
    "risk:accept",
  ],
  lead: [
    ...readProject,
    ...doTheWork,
    "project:write",
    "project:manage-people",
    "stage:plan",
    "stage:tailor",
    "case:sign",
    "gate:decide",
    "gate:waive",
    "risk:rate",
    "risk:accept",
  ],
  data_scientist: [...readProject, ...doTheWork, "gate:decide"],
  ml_engineer: [...readProject, ...doTheWork, "gate:decide"],
  domain_expert: [
    ...readProject,
    "task:work-own",
    "comment:write",
    "journal:write",
    "case:record",
    "evidence:write",
    "gate:decide",
    "gate:attest",
    "risk:raise",
    "risk:work-own",
  ],
  risk_reviewer: [
    ...readProject,
    "task:work-own",
    "comment:write",
    "evidence:write",
    "case:record",
    "case:sign",
    "gate:decide",
    "gate:attest",
    "gate:waive",
    "stage:tailor",
    "risk:raise",
    "risk:rate",
    "risk:work-own",
    "risk:accept",
  ],
  operations: [
    ...readProject,
    "task:work-own",
    "comment:write",
    "journal:write",
    "case:record",
    "evidence:write",
    "gate:decide",
    "gate:attest",
    "risk:raise",
    "risk:work-own",
  ],
  viewer: [...readProject],
} as const satisfies Record<ProjectRole, readonly ProjectPermission[]>;

const readWorkspace = [
  "workspace:read",
  "people:read",
  "playbook:read",
] as const satisfies readonly WorkspacePermission[];

const takePart = ["project:create", "risk:import", "register:write", "token:write"] as const;
const manageWorkspace = [
  ...readWorkspace,
  ...takePart,
  "workspace:manage",
  "people:manage",
  "playbook:write",
  "audit:read-workspace",
] as const satisfies readonly WorkspacePermission[];

const permissionsOfWorkspaceRole = {
  owner: manageWorkspace,
  admin: manageWorkspace,
  member: [...readWorkspace, ...takePart],
  auditor: [...readWorkspace, "audit:read-workspace"],
} as const satisfies Record<WorkspaceRole, readonly WorkspacePermission[]>;

/** What a workspace role may do in every project without a role in it. Nobody signs or decides this way. */
export const projectPermissionsOfWorkspaceRole = {
  owner: [...readProject, "project:write", "project:manage-people"],
  admin: [...readProject, "project:write", "project:manage-people"],
  member: [],
  auditor: readProject,
} as const satisfies Record<WorkspaceRole, readonly ProjectPermission[]>;

/** What a person may do in the place of somebody who lent it to them, as far as that person may. */
export const lentPermissions = [
  ...readProject,
  "case:sign",
  "gate:decide",
] as const satisfies readonly ProjectPermission[];

/** What a background job may do; each job acts under its own name. */
export const permissionsOfSystem = [
  "gate:read",
  "gate:evaluate",
  "playbook:write",
  "risk:import",
  "ledger:sign",
] as const satisfies readonly Permission[];

/** Scopes of a personal API token. A token never does more than its owner may do at that moment. */
export const tokenScopes = {
  read: [...readProject, ...readWorkspace],
  work: [
    "task:write",
    "task:work-own",
    "comment:write",
    "journal:write",
    "evidence:write",
    "risk:import",
    "risk:raise",
    "risk:rate",
    "risk:work-own",
    "register:write",
    "case:write",
    "case:record",
    "gate:request",
  ],
  manage: [
    "project:create",
    "project:write",
    "project:manage-people",
    "stage:plan",
    "stage:tailor",
    "loop-back:write",
    "playbook:write",
    "people:manage",
    "workspace:manage",
    "audit:read-workspace",
  ],
} as const satisfies Record<string, readonly Permission[]>;
export type TokenScope = keyof typeof tokenScopes;

export const titleOfProjectRole = {
  sponsor: "sponsor",
  lead: "lead",
  data_scientist: "data scientist",
  ml_engineer: "ML engineer",
  domain_expert: "domain expert",
  risk_reviewer: "risk reviewer",
  operations: "operations",
  viewer: "viewer",
} satisfies Record<ProjectRole, string>;

export const titleOfWorkspaceRole = {
  owner: "owner",
  admin: "admin",
  member: "member",
  auditor: "auditor",
} satisfies Record<WorkspaceRole, string>;

export function projectRolesWith(permission: Permission): ProjectRole[] {
  return projectRoles.filter((role) => includes(permissionsOfProjectRole[role], permission));
}

export function workspaceRolesWith(permission: Permission): WorkspaceRole[] {
  return workspaceRoles.filter(
    (role) =>
      includes(permissionsOfWorkspaceRole[role], permission) ||
      includes(projectPermissionsOfWorkspaceRole[role], permission),
  );
}

/** Fails closed: an unknown role grants nothing. */
export function isGranted(
  permission: Permission,
  held: { workspaceRole: WorkspaceRole; projectRoles: readonly ProjectRole[] },
): boolean {
  return (
    includes(permissionsOfWorkspaceRole[held.workspaceRole], permission) ||
    includes(projectPermissionsOfWorkspaceRole[held.workspaceRole], permission) ||
    held.projectRoles.some((role) => includes(permissionsOfProjectRole[role], permission))
  );
}

function includes(list: readonly Permission[] | undefined, permission: Permission): boolean {
  return list?.includes(permission) ?? false;
}
