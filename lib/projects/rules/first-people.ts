import type { ProjectRole } from "@/lib/authz/permissions";

export type NamedPerson = { userId: string; roles: readonly ProjectRole[] };

/**
 * Who is in a project on its first day. Whoever makes it is always in it: as
 * lead, unless another lead is named; then with the roles named for them, or
 * as a viewer.
 */
export function firstPeople(
  creatorId: string,
  named: readonly NamedPerson[],
): { people: NamedPerson[]; ownerId: string } {
  const own = named.find(({ userId }) => userId === creatorId)?.roles ?? [];
  const others = named.filter(({ userId }) => userId !== creatorId);
  const otherLead = others.find(({ roles }) => roles.includes("lead"));
  const people = [{ userId: creatorId, roles: ownRoles(own, otherLead !== undefined) }, ...others];
  const leads = people.some(({ userId, roles }) => userId === creatorId && roles.includes("lead"));
  return { people, ownerId: leads ? creatorId : (otherLead?.userId ?? creatorId) };
}

function ownRoles(own: readonly ProjectRole[], hasOtherLead: boolean): readonly ProjectRole[] {
  if (hasOtherLead) {
    return own.length > 0 ? own : ["viewer"];
  }
  return own.includes("lead") ? own : ["lead", ...own];
}
