import type { Member } from "@/lib/authz/actor";
import { isGranted } from "@/lib/authz/permissions";

/** Of a single risk its owner may say it as well; a stage concerns the risks of others. */
export function whyNotAssignStage(member: Member): string | null {
  return isGranted("risk:rate", {
    workspaceRole: member.workspaceRole,
    projectRoles: member.roles,
  })
    ? null
    : "A lead or a risk reviewer of this project says who does what in a stage.";
}
