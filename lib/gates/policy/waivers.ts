import type { Member } from "@/lib/authz/actor";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import { lacking, type RolesPermit, refused, whyNotOpen } from "@/lib/gates/policy";
import { listed } from "@/lib/gates/rules/criteria/criterion-context";
import type { GateAt } from "@/lib/gates/rules/gate-facts";
import { missingGrants, possibleGrantors, proposedWaiverOf } from "@/lib/gates/rules/waiver";
import { addDays } from "@/lib/kernel/calendar";

export const WAIVER_DAYS_MAX = 90;

/**
 * Whoever speaks for one of the roles that waive this gate may propose it, and
 * grants their part by doing so. It takes effect when every role has granted it.
 */
export function mayWaive(at: GateAt, member: Member): RolesPermit {
  const closed = whyNotWaivable(at, member);
  if (closed !== null) {
    return refused(closed);
  }
  const { waivedBy } = at.gate.policy;
  const roles = waivedBy.filter((role) => member.roles.includes(role));
  const titles = listed(waivedBy.map((role) => titleOfProjectRole[role]));
  const together = waivedBy.length > 1 ? " together" : "";
  return roles.length === 0
    ? refused(`In the ${at.project.strictness} form a gate is waived by: ${titles}${together}.`)
    : { allowed: true, roles };
}

/** Whether this person may add what a proposed waiver still lacks. */
export function mayGrantWaiver(at: GateAt, member: Member): RolesPermit {
  const closed = whyNotWaivable(at, member);
  if (closed !== null) {
    return refused(closed);
  }
  const waiver = proposedWaiverOf(at);
  if (waiver === null) {
    return refused(`No waiver of ${at.gate.code} is proposed.`);
  }
  const missing = missingGrants(waiver, at.project.people);
  const roles = missing.filter((role) =>
    possibleGrantors(waiver, at, role).some((person) => person.userId === member.userId),
  );
  if (roles.length > 0) {
    return { allowed: true, roles };
  }
  if (waiver.grants.some((grant) => grant.grantedById === member.userId)) {
    return refused("You have granted this waiver; one person speaks for one role.");
  }
  if (waiver.requestedById === member.userId && at.project.strictness !== "lite") {
    return refused("Nobody grants a waiver they asked for themselves.");
  }
  const titles = listed(missing.map((role) => titleOfProjectRole[role]));
  return refused(`This waiver still waits for the ${titles}.`);
}

function whyNotWaivable(at: GateAt, member: Member): string | null {
  const { gate, stage } = at;
  const closed = lacking("gate:waive", at, member) ?? whyNotOpen(at);
  if (closed !== null) {
    return closed;
  }
  if (stage.isTailoredOut) {
    return `${stage.name} was switched off, so ${gate.code} needs no waiver.`;
  }
  if (["passed", "passed_with_conditions", "rejected"].includes(gate.state)) {
    const word = gate.state === "rejected" ? "was rejected" : "has passed";
    return `${gate.code} ${word} and cannot be waived.`;
  }
  return null;
}

export function whyNotWaiveFor(
  at: GateAt,
  facts: { grantorId: string; requestedById: string; expiresOn: string },
): { path: string; message: string } | null {
  const { project } = at;
  const { today } = project;
  if (project.strictness !== "lite" && facts.grantorId === facts.requestedById) {
    return { path: "requestedById", message: "Nobody grants a waiver they asked for themselves." };
  }
  if (!project.people.some((person) => person.userId === facts.requestedById)) {
    return { path: "requestedById", message: "Who asks for a waiver is a member of the project." };
  }
  if (facts.expiresOn <= today || facts.expiresOn > addDays(today, WAIVER_DAYS_MAX)) {
    return {
      path: "expiresOn",
      message: `A waiver ends after today and within ${WAIVER_DAYS_MAX} days.`,
    };
  }
  return null;
}
