import { type ProjectRole, titleOfProjectRole } from "@/lib/authz/permissions";
import type { GatePolicy } from "@/lib/gates/rules/gate-policy";
import { rolesOfApproval } from "@/lib/playbooks/rules/approval-roles";

export type Approval = GatePolicy["approvals"][number];
/** An approval with the number of people it takes. */
export type SeatedApproval = Omit<Approval, "quorum"> & { quorum: number };
type Eligible = Readonly<Partial<Record<ProjectRole, readonly string[]>>>;

/**
 * How many people each approval takes: for "all" everybody who was eligible
 * when the round opened, however many of them are left, and never nobody. A
 * role that is empty asks for one person it does not have.
 */
export function seated(approvals: readonly Approval[], eligible: Eligible): SeatedApproval[] {
  return approvals.map((approval) => {
    const { quorum } = approval;
    const everybody = Math.max(1, peopleFor(approval, eligible).length);
    return { ...approval, quorum: quorum === "all" ? everybody : quorum };
  });
}

/** Who may speak in an approval, in whatever of its roles. */
export function peopleFor(
  approval: Pick<Approval, "role" | "orRoles">,
  eligible: Eligible,
): string[] {
  return [...new Set(rolesOfApproval(approval).flatMap((role) => eligible[role] ?? []))];
}

/** The one approval that a decision in this role counts for. */
export function approvalFor<Each extends Pick<Approval, "role" | "orRoles">>(
  approvals: readonly Each[],
  role: ProjectRole,
): Each | undefined {
  return approvals.find((approval) => rolesOfApproval(approval).includes(role));
}

/** Roles that decide, each once. */
export function askedRoles(approvals: readonly Approval[]): ProjectRole[] {
  return [...new Set(approvals.flatMap(rolesOfApproval))];
}

/** "sponsor", or "sponsor or lead". */
export function titleOfApproval(approval: Pick<Approval, "role" | "orRoles">): string {
  return rolesOfApproval(approval)
    .map((role) => titleOfProjectRole[role])
    .join(" or ");
}
