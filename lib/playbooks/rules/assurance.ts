import { type AssuranceLevel, assuranceLevels } from "@/lib/playbooks/rules/assurance-levels";

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

/** The level of a stored or a playbook's name, or null for one nobody knows. */
export function levelNamed(name: string | undefined): AssuranceLevel | null {
  const written = name?.replaceAll("_", "-");
  return assuranceLevels.find((level) => level === written) ?? null;
}

/** A level nobody knows proves nothing. */
function rankOf(given: string): number {
  const level = levelNamed(given);
  return level === null ? -1 : RANKS[level];
}
