import type { Member } from "@/lib/authz/actor";
import type { ProjectRole, WorkspaceRole } from "@/lib/authz/permissions";
import type { Strictness } from "@/lib/playbooks/schema";
import { holds as gateHolds } from "@/lib/projects/rules/stage-state";
import type { GateState } from "@/lib/projects/rules/trail-geometry";
import type { ProjectStatus } from "@/lib/projects/schema";

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

/** A closed project is a record. */
export function whyNotInProject(project: { status: ProjectStatus }): string | null {
  return project.status === "closed"
    ? "This project is closed. Reopen it before changing anything in it."
    : null;
}

const statusesAfter = {
  active: ["paused", "closed"],
  paused: ["active", "closed"],
  closed: ["active"],
} as const satisfies Record<ProjectStatus, readonly ProjectStatus[]>;

export function whyNotChangeStatus(from: ProjectStatus, to: ProjectStatus): string | null {
  const known: readonly ProjectStatus[] = statusesAfter[from];
  return known.includes(to)
    ? null
    : "A closed project is reopened before it is paused. Reopen it first.";
}

type Held = { userId: string; roles: readonly ProjectRole[] };

/** A project always has somebody who leads it and can let others in. */
export function whyNotWithRoles(members: readonly Held[], next: Held): string | null {
  const hadLead = members.some(
    ({ userId, roles }) => userId === next.userId && roles.includes("lead"),
  );
  const leadsOn = [...members.filter(({ userId }) => userId !== next.userId), next].some(
    ({ roles }) => roles.includes("lead"),
  );
  return hadLead && !leadsOn
    ? "This is the only lead of the project. Make somebody else lead first."
    : null;
}

export type TailoredStage = {
  strictness: Strictness;
  status: ProjectStatus;
  gate: { code: string; state: GateState } | null;
  sponsors: readonly string[];
  /** Stages of the project that are not switched off, this one included. */
  livingStages: number;
};

/**
 * Who decides that a whole stage is left out: the lead where the project is
 * run lightly; elsewhere the risk reviewer, in a project that has a sponsor,
 * who is told. What a gate has already decided is not undone this way.
 */
export function whyNotTailorStage(member: Member, stage: TailoredStage): string | null {
  return whyNotDecideTailoring(member, stage) ?? whyNotLeaveOut(stage);
}

export function whyNotDecideTailoring(
  member: Member,
  stage: Pick<TailoredStage, "strictness" | "status" | "sponsors">,
): string | null {
  const { strictness, sponsors } = stage;
  if (strictness === "lite") {
    return member.roles.includes("lead") || member.roles.includes("risk_reviewer")
      ? whyNotInProject(stage)
      : "In a project run as lite, switching a stage off is decided by the lead.";
  }
  if (!member.roles.includes("risk_reviewer")) {
    return `In a project run as ${strictness}, switching a stage off is decided by a risk reviewer, and the sponsor is told.`;
  }
  return sponsors.length === 0
    ? `In a project run as ${strictness}, a sponsor has to know which stages are left out. Name a sponsor first.`
    : whyNotInProject(stage);
}

function whyNotLeaveOut({ gate, livingStages }: TailoredStage): string | null {
  if (gate !== null && gateHolds(gate.state)) {
    return `${gate.code} has passed, so this stage is part of the record and stays.`;
  }
  if (gate !== null && gate.state === "in_review") {
    return `${gate.code} is in review. Withdraw the request first.`;
  }
  return livingStages <= 1 ? "This is the last stage that is left. A project needs one." : null;
}
