import type { ProjectRole } from "@/lib/authz/permissions";
import type { GateAt, GateFacts, PersonFacts, WaiverFacts } from "@/lib/gates/rules/gate-facts";
import { contentSha256 } from "@/lib/ledger/content-hash";

type Granted = Pick<WaiverFacts["grants"][number], "role" | "grantedById">;

/** The waiver that every needed role granted, whether or not its last day is over. */
export function grantedWaiverOf({ project, gate }: GateAt): WaiverFacts | null {
  return project.waivers.find((each) => each.gateId === gate.id && each.grantedAt !== null) ?? null;
}

/** The waiver that still waits for a role, unless its last day came first. */
export function proposedWaiverOf({ project, gate }: GateAt): WaiverFacts | null {
  const waits = (each: WaiverFacts) => each.gateId === gate.id && each.grantedAt === null;
  const waiver = project.waivers.find(waits) ?? null;
  return waiver !== null && waiver.expiresOn >= project.today ? waiver : null;
}

/**
 * Roles that have not granted a proposal. A grant counts while whoever gave it
 * still holds the role, and one person speaks for one role.
 */
export function missingGrants(
  waiver: { needs: readonly ProjectRole[]; grants: readonly Granted[] },
  people: readonly PersonFacts[],
): ProjectRole[] {
  return waiver.needs.filter(
    (role) => !waiver.grants.some((grant) => grant.role === role && isStillHeld(grant, people)),
  );
}

function isStillHeld({ grantedById, role }: Granted, people: readonly PersonFacts[]): boolean {
  return people.some((person) => person.userId === grantedById && person.roles.includes(role));
}

/** Who could still grant a role: outside the lite form nobody grants what they asked for. */
export function possibleGrantors(
  waiver: { requestedById: string; grants: readonly Granted[] },
  at: GateAt,
  role: ProjectRole,
): PersonFacts[] {
  const spoken = new Set(waiver.grants.map((grant) => grant.grantedById));
  return at.project.people.filter(
    (person) =>
      person.roles.includes(role) &&
      !spoken.has(person.userId) &&
      (at.project.strictness === "lite" || person.userId !== waiver.requestedById),
  );
}

type AskedGate = Pick<GateFacts, "id" | "code" | "question" | "policySha256">;

/** What somebody proves who they are for before they propose a waiver: gate, policy and round. */
export function waiverSubjectSha256(gate: AskedGate & { roundNumber: number }): string {
  const { id, code, question, policySha256, roundNumber } = gate;
  return contentSha256({ waiver: { id, code, question }, policySha256, round: roundNumber });
}

/** What every grant of one waiver signs: all of them the same, down to the reason and the last day. */
export function waiverSha256(
  gate: AskedGate,
  waiver: Pick<WaiverFacts, "reason" | "requestedById" | "needs" | "proposedAt" | "expiresOn">,
): string {
  const { id, code, question, policySha256 } = gate;
  const { reason, requestedById, needs, proposedAt, expiresOn } = waiver;
  return contentSha256({
    gate: { id, code, question },
    policySha256,
    waiver: { reason, requestedById, needs: [...needs], proposedAt, expiresOn },
  });
}
