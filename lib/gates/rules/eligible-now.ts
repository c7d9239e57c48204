import { authorsOf } from "@/lib/gates/rules/authors";
import { type Eligible, eligiblePeople } from "@/lib/gates/rules/eligible";
import type { GateAt } from "@/lib/gates/rules/gate-facts";

/** Who could decide if this person asked for it now; null while nobody has. */
export function eligibleNow(at: GateAt, requesterId: string | null = null): Eligible {
  const { people } = at.project;
  return eligiblePeople(at.gate.policy, { people, requesterId, authors: authorsOf(at) });
}
