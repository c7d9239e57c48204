import {
  isGranted,
  type Permission,
  projectPermissions,
  projectRoles,
  titleOfProjectRole,
  titleOfWorkspaceRole,
  tokenScopes,
  workspacePermissions,
  workspaceRoles,
} from "@/lib/authz/permissions";

type Column = { title: string; may: (permission: Permission) => boolean };

const workspaceColumns: Column[] = workspaceRoles.map((workspaceRole) => ({
  title: titleOfWorkspaceRole[workspaceRole],
  may: (permission) => isGranted(permission, { workspaceRole, projectRoles: [] }),
}));

const projectColumns: Column[] = projectRoles.map((role) => ({
  title: titleOfProjectRole[role],
  may: (permission) => isGranted(permission, { workspaceRole: "member", projectRoles: [role] }),
}));

/** The role tables as the page of the documentation, so that the printed table cannot drift. */
export function roleTableMarkdown(): string {
  return `# Who may do what

Printed from \`lib/authz/permissions.ts\`; a test fails when the two differ. A permission opens a
door; the policy behind it may still refuse, for example the person who asked for a gate. A
workspace role never signs and never decides a gate.

## In a workspace

${table(workspacePermissions, workspaceColumns)}

## In a project

A member holds one or more of these roles. Owner, admin and auditor of the workspace have the
columns on the right without a role in the project.

${table(projectPermissions, [...projectColumns, ...workspaceColumns.filter(isNotMember)])}

## Scopes of API tokens

A token never does more than its owner may do at that moment.

${Object.entries(tokenScopes)
  .map(([scope, granted]) => `- **${scope}**: ${granted.map((name) => `\`${name}\``).join(", ")}`)
  .join("\n")}
`;
}

function isNotMember(column: Column): boolean {
  return column.title !== titleOfWorkspaceRole.member;
}

function table(permissions: readonly Permission[], columns: readonly Column[]): string {
  const head = `| | ${columns.map((column) => column.title).join(" | ")} |`;
  const rule = `|---|${columns.map(() => ":-:").join("|")}|`;
  const rows = permissions.map(
    (permission) =>
      `| \`${permission}\` | ${columns.map((column) => (column.may(permission) ? "x" : "")).join(" | ")} |`,
  );
  return [head, rule, ...rows].join("\n");
}
