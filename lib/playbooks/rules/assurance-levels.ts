/** Ascending: a later entry never proves less about who signed; which are equal says the rule. */
export const assuranceLevels = [
  "link-code",
  "reauthenticated",
  "password",
  "sso",
  "passkey",
] as const;
export type AssuranceLevel = (typeof assuranceLevels)[number];
