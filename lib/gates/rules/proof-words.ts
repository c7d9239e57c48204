import type { AssuranceLevel } from "@/lib/playbooks/rules/assurance-levels";

/** What a gate may ask for, as the object of "confirm with". */
export const proofWords = {
  "link-code": "a code sent by mail, or anything stronger",
  reauthenticated: "your password, single sign-on or a passkey",
  password: "your password, single sign-on or a passkey",
  sso: "single sign-on, your password or a passkey",
  passkey: "a passkey",
} as const satisfies Record<AssuranceLevel, string>;
