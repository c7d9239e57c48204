import type { Member } from "@/lib/authz/actor";
import { isGranted } from "@/lib/authz/permissions";

/** Leads and risk reviewers work on every risk; other people of the project on the ones they own. */
export function whyNotWorkOn(risk: { ownerId: string | null }, member: Member): string | null {
  const held = { workspaceRole: member.workspaceRole, projectRoles: member.roles };
  if (isGranted("risk:rate", held)) {
    return null;
  }
  if (!isGranted("risk:work-own", held)) {
    return "A lead or a risk reviewer of this project changes risks, and the owner of a risk their own.";
  }
  return risk.ownerId === member.userId
    ? null
    : "Only the owner of this risk, a lead or a risk reviewer may change it.";
}
