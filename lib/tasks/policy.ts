import type { Member } from "@/lib/authz/actor";
import { type ProjectRole, projectRolesWith, titleOfProjectRole } from "@/lib/authz/permissions";
import { whyNotByRole } from "@/lib/authz/refusal";
import type { Strictness } from "@/lib/playbooks/schema";

export type WorkedTask = { assigneeId: string | null; assigneeName: string | null };

/** The team works on every task; others, such as operations, on the ones assigned to them. */
export function whyNotWork(member: Member, task: WorkedTask): string | null {
  const refused = whyNotByRole(member, "task:write");
  if (refused === null || whyNotByRole(member, "task:work-own") !== null) {
    return refused;
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
