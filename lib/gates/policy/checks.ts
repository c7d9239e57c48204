import type { Member } from "@/lib/authz/actor";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import { holders, lacking, whyNotOpen } from "@/lib/gates/policy";
import type { CheckCriterion } from "@/lib/gates/rules/check-criteria";
import type { GateAt } from "@/lib/gates/rules/gate-facts";

/** Anybody of the role ticks a check, and anybody of the role un-ticks it again. */
export function whyNotSetCheck(
  at: GateAt,
  member: Member,
  { role }: Pick<CheckCriterion, "role">,
): string | null {
  const refusal = lacking("gate:attest", at, member) ?? whyNotOpen(at);
  if (refusal !== null) {
    return refusal;
  }
  return member.roles.includes(role)
    ? null
    : `This check is done by the role ${titleOfProjectRole[role]}${holders(at, role)}.`;
}
