import type { WorkspaceRole } from "@/lib/authz/permissions";

type Question = {
  by: WorkspaceRole;
  of: WorkspaceRole;
  /** Living owners of the workspace, the person in question included. */
  owners: number;
};

/** Why a member's role stays as it is, or null. */
export function whyNotChangeRole(question: Question & { to?: WorkspaceRole }): string | null {
  const { by, of, to, owners } = question;
  if (!isManager(by)) {
    return "Owners and admins change roles.";
  }
  if ((of === "owner" || to === "owner") && by !== "owner") {
    return "Only an owner can change who the owners are.";
  }
  return of === "owner" && to !== "owner" && owners < 2
    ? "This is the only owner. Make somebody else owner first."
    : null;
}

/** Why a member stays in the workspace, or null. */
export function whyNotRemove({ by, of, owners }: Question): string | null {
  if (!isManager(by)) {
    return "Owners and admins remove people.";
  }
  if (of === "owner" && by !== "owner") {
    return "Only an owner can remove an owner.";
  }
  return of === "owner" && owners < 2
    ? "This is the only owner. Make somebody else owner first."
    : null;
}

/** Why nobody can be invited in this role by this person, or null. */
export function whyNotInvite({ by, as }: { by: WorkspaceRole; as: WorkspaceRole }): string | null {
  return as === "owner" && by !== "owner" ? "Only an owner can invite another owner." : null;
}

function isManager(role: WorkspaceRole): boolean {
  return role === "owner" || role === "admin";
}
