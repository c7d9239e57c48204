import type { ProjectRole } from "@/lib/authz/permissions";
import type { PersonFacts } from "@/lib/gates/rules/gate-facts";
import type { GatePolicy } from "@/lib/gates/rules/gate-policy";
import { askedRoles, peopleFor, type SeatedApproval, seated } from "@/lib/gates/rules/seats";

export type Eligible = Partial<Record<ProjectRole, string[]>>;

/**
 * Who may decide in each role. Whoever asked never approves, whatever the
 * playbook leaves out; authors of what is covered are kept away where it says so.
 */
export function eligiblePeople(
  policy: GatePolicy,
  facts: {
    people: readonly PersonFacts[];
    requesterId: string | null;
    authors: ReadonlySet<string>;
  },
): Eligible {
  const keepsAuthorsAway = policy.separation.includes("author-not-approver");
  const free = facts.people.filter(
    (person) =>
      person.userId !== facts.requesterId &&
      !(keepsAuthorsAway && facts.authors.has(person.userId)),
  );
  return Object.fromEntries(
    askedRoles(policy.approvals).map((role) => [
      role,
      free.filter((person) => person.roles.includes(role)).map((person) => person.userId),
    ]),
  );
}

/**
 * Roles whose quorum cannot be reached. One person speaks for one role, so two
 * seats that only the same person could take leave one of them empty.
 */
export function unfillableRoles(
  approvals: GatePolicy["approvals"],
  eligible: Readonly<Partial<Record<ProjectRole, readonly string[]>>>,
): ProjectRole[] {
  const seats = seated(approvals, eligible).flatMap((approval) =>
    Array.from({ length: approval.quorum }, () => approval),
  );
  const roleOfPerson = new Map<string, number>();
  const empty = seats.filter(
    (_, seat) => !takeSeat(seat, { seats, eligible, roleOfPerson }, new Set()),
  );
  return [...new Set(empty.map(({ role }) => role))];
}

type Seating = {
  seats: readonly SeatedApproval[];
  eligible: Readonly<Partial<Record<ProjectRole, readonly string[]>>>;
  roleOfPerson: Map<string, number>;
};

/** One augmenting path of bipartite matching: whoever sits there may move to another seat. */
function takeSeat(seat: number, seating: Seating, tried: Set<string>): boolean {
  const approval = seating.seats[seat];
  const people = approval === undefined ? [] : peopleFor(approval, seating.eligible);
  for (const person of people) {
    if (!tried.has(person)) {
      tried.add(person);
      const taken = seating.roleOfPerson.get(person);
      if (taken === undefined || takeSeat(taken, seating, tried)) {
        seating.roleOfPerson.set(person, seat);
        return true;
      }
    }
  }
  return false;
}
