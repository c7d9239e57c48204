import type { ProjectRole } from "@/lib/authz/permissions";

/** Smallest and largest side of a matrix. */
export const sides = { min: 3, max: 6 } as const;

/** Who may accept a risk, by level; other roles never do. */
export const acceptingRoles = [
  "lead",
  "risk_reviewer",
  "sponsor",
] as const satisfies readonly ProjectRole[];
