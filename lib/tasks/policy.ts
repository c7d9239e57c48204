import type { Member } from "@/lib/authz/actor";
import {
  isGranted,
  type ProjectPermission,
  type ProjectRole,
  projectRolesWith,
  titleOfProjectRole,
} from "@/lib/authz/permissions";
import type { Strictness } from "@/lib/playbooks/schema";

export type WorkedTask = { assigneeId: string | null; assigneeName: string | null };

export function holds(member: Member, permission: ProjectPermission): boolean {
  return isGranted(permission, {
    workspaceRole: member.workspaceRole,
    projectRoles: member.roles,
  });
}

/** Null when the role includes it; else who could, by role. */
export function whyNotByRole(member: Member, permission: ProjectPermission): string | null {
  if (holds(member, permission)) {
    return null;
  }
  const titles = projectRolesWith(permission).map((role) => titleOfProjectRole[role]);
  return `Your role does not include this. It can be done by: ${titles.join(", ")}.`;
}

/** The team works on every task; a domain expert or operations on the ones assigned to them. */
export function whyNotWork(member: Member, task: WorkedTask): string | null {
  if (holds(member, "task:write")) {
    return null;
  }
  if (!holds(member, "task:work-own")) {
    return whyNotByRole(member, "task:write");
  }
  if (task.assigneeId === member.userId) {
    return null;
  }
  return task.assigneeName === null
    ? "In your role you work on tasks assigned to you. This one is assigned to nobody."
    : `In your role you work on tasks assigned to you. This one is assigned to ${task.assigneeName}.`;
}

/** What a task is called, who does it and in which role is the team's to say. */
export function whyNotReassign(member: Member): string | null {
  return whyNotByRole(member, "task:write");
}

/**
 * Leaving work out is the lead's to decide where the project is run lightly;
 * elsewhere it takes somebody who did not plan the work.
 */
export function whyNotTailor(member: Member, strictness: Strictness): string | null {
  const deciding = rolesThatTailor[strictness];
  if (deciding.some((role) => member.roles.includes(role))) {
    return null;
  }
  const titles = deciding.map((role) => titleOfProjectRole[role]).join(" or ");
  return `In a project run as ${strictness}, switching a task off is decided by: ${titles}.`;
}

/** The role in which this person decides it, for the record. */
export function roleThatTailors(
  member: Member,
  strictness: Strictness,
): "lead" | "risk_reviewer" | null {
  return rolesThatTailor[strictness].find((role) => member.roles.includes(role)) ?? null;
}

const rolesThatTailor = {
  lite: ["lead", "risk_reviewer"],
  standard: ["risk_reviewer"],
  regulated: ["risk_reviewer"],
} as const satisfies Record<Strictness, readonly ("lead" | "risk_reviewer")[]>;

/** A closed project is a record; nothing in it moves. */
export function whyNotInProject(project: { status: string }): string | null {
  return project.status === "closed"
    ? "This project is closed. Reopen it before changing its tasks."
    : null;
}

/** A task is given to somebody of the project who may work on it. */
export function whyNotAssign(
  assigneeId: string | null,
  members: readonly { userId: string; name: string; roles: readonly ProjectRole[] }[],
): string | null {
  if (assigneeId === null) {
    return null;
  }
  const person = members.find((member) => member.userId === assigneeId);
  if (person === undefined) {
    return "Choose somebody of this project.";
  }
  const working = projectRolesWith("task:work-own");
  return person.roles.some((role) => working.includes(role))
    ? null
    : `${person.name} holds no role that works on tasks.`;
}
