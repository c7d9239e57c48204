import type { AssuranceLevel } from "@/lib/playbooks/schema";

/** A password and single sign-on prove alike; every signature of an account is confirmed anew. */
const RANKS: Readonly<Record<AssuranceLevel, number>> = {
  "link-code": 0,
  reauthenticated: 1,
  password: 1,
  sso: 1,
  passkey: 2,
};

/** Whether a proof, as it is stored or as a playbook names it, is as strong as what is demanded. */
export function isStrongEnough(given: string, demanded: AssuranceLevel | undefined): boolean {
  return demanded === undefined || rankOf(given) >= RANKS[demanded];
}

/** A level nobody knows proves nothing. */
function rankOf(given: string): number {
  const ranks: Readonly<Record<string, number>> = RANKS;
  const level = given.replaceAll("_", "-");
  return Object.hasOwn(ranks, level) ? (ranks[level] ?? -1) : -1;
}
