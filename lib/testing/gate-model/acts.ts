/** Who and what there is at the one gate that the model knows. */
export const people = [
  "lead",
  "maker",
  "sponsor1",
  "sponsor2",
  "reviewer1",
  "reviewer2",
  "both",
  "expert",
] as const;
export type Name = (typeof people)[number];
export type Role = "lead" | "data_scientist" | "sponsor" | "risk_reviewer" | "domain_expert";
export const deciding = ["sponsor", "risk_reviewer"] as const;
export type Deciding = (typeof deciding)[number];
export type Verdict = "approve" | "approve_with_conditions" | "request_changes" | "reject";

export type Policy = {
  quorum: Record<Deciding, number>;
  veto: Record<Deciding, boolean>;
  refusals: "one-ends-round" | "majority";
  keepsAuthorsAway: boolean;
  passDays: number | null;
};

export const firstRoles: Record<Name, Role[]> = {
  lead: ["lead"],
  maker: ["data_scientist"],
  sponsor1: ["sponsor"],
  sponsor2: ["sponsor"],
  reviewer1: ["risk_reviewer"],
  reviewer2: ["risk_reviewer"],
  both: ["sponsor", "risk_reviewer"],
  expert: ["domain_expert"],
};

export type Act =
  | { kind: "request"; by: Name; isEarly: boolean }
  | { kind: "decide"; by: Name; role: Deciding; verdict: Verdict; dueInDays: number }
  | { kind: "withdraw"; by: Name }
  | { kind: "bring evidence"; by: Name }
  | { kind: "take evidence back"; by: Name }
  | { kind: "give roles"; to: Name; roles: Role[] }
  | { kind: "remove"; who: Name }
  | { kind: "attest"; by: Name }
  | { kind: "take attestation back"; by: Name }
  | { kind: "propose waiver"; by: Name; role: Deciding; days: number }
  | { kind: "grant waiver"; by: Name; role: Deciding }
  | { kind: "confirm condition"; by: Name }
  | { kind: "let days pass"; days: number }
  | { kind: "let jobs run" };

export type ActOf<Kind extends Act["kind"]> = Extract<Act, { kind: Kind }>;

export const DAY_MS = 86_400_000;
/** Evidence older than this is no longer fresh. */
export const MAX_AGE_DAYS = 20;
