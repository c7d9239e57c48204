import type { ProjectRole } from "@/lib/authz/permissions";
import { standingFor } from "@/lib/business-cases/rules/covered-sections";
import type { CaseContent, CaseStatus } from "@/lib/business-cases/schema";
import type { Strictness } from "@/lib/playbooks/schema";
import { defaultRound } from "@/lib/signing/rules/default-round";
import {
  type SigningRound,
  type SigningState,
  type StandingSignature,
  signingState,
} from "@/lib/signing/rules/signing-state";

type CaseSignature = StandingSignature & { content: CaseContent };

/** Roles without whose signature a case is not signed. */
export function requiredSigners(strictness: Strictness): ProjectRole[] {
  return strictness === "regulated" ? ["sponsor", "risk_reviewer"] : ["sponsor"];
}

/** Roles that may sign; a lead countersigns where they wish to. */
export function possibleSigners(strictness: Strictness): ProjectRole[] {
  return strictness === "regulated" ? ["sponsor", "risk_reviewer", "lead"] : ["sponsor", "lead"];
}

type AskedCase = {
  strictness: Strictness;
  current: CaseContent;
  signatures: readonly CaseSignature[];
  /** What the version at hand was submitted with; null is answered by the roles of the form. */
  round: SigningRound | null;
};

/** How far the signing of a text is, counting only signatures that still hold for it. */
export function caseSigning(
  facts: AskedCase,
  at: { today: string; mine?: readonly string[] },
): SigningState {
  const signatures = facts.signatures.filter(
    (signature) => standingFor(signature, facts.current).standing === "valid",
  );
  return signingState(facts.round ?? roundOfForm(facts.strictness), { ...at, signatures });
}

/** Who is asked where nobody chose. */
export function roundOfForm(strictness: Strictness): SigningRound {
  return defaultRound({
    number: 0,
    openedById: "",
    possible: possibleSigners(strictness),
    required: requiredSigners(strictness),
  });
}

/** Roles whose signature on the current text is missing or stale; none means signed. Derived, never stored. */
export function unsignedRoles(facts: AskedCase): ProjectRole[] {
  const { slots, isSigned, optional } = caseSigning(facts, { today: "" });
  if (isSigned) {
    return [];
  }
  const isShort = optional.signed < optional.needed;
  const open = slots.filter(
    ({ slot, state }) => state !== "signed" && state !== "replaced" && (slot.isRequired || isShort),
  );
  const roles = [...new Set(open.map(({ slot }) => slot.role))];
  return roles.length === 0 ? requiredSigners(facts.strictness) : roles;
}

/** A case that was returned is not signed, whatever stands on record for it. */
export function isCaseSigned(
  facts: Omit<AskedCase, "current"> & { status: CaseStatus; current: CaseContent | null },
): boolean {
  const { status, current, ...rest } = facts;
  return (
    (status === "submitted" || status === "signed") &&
    current !== null &&
    unsignedRoles({ ...rest, current }).length === 0
  );
}

const meaningOf = {
  sponsor: "I approve this business case and answer for its objectives, scope, cost and benefit",
  lead: "I countersign this business case and undertake to deliver it as written",
  risk_reviewer: "I have reviewed this business case and find its risks and limits stated",
} as const satisfies Partial<Record<ProjectRole, string>>;

export function meaningFor(role: ProjectRole): string {
  return Object.hasOwn(meaningOf, role) ? meaningOf[role as keyof typeof meaningOf] : "";
}
