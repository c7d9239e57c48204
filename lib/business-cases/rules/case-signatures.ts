import type { ProjectRole } from "@/lib/authz/permissions";
import { standingFor } from "@/lib/business-cases/rules/covered-sections";
import type { CaseContent, CaseStatus } from "@/lib/business-cases/schema";
import type { Strictness } from "@/lib/playbooks/schema";

export type CaseSignature = { role: ProjectRole; content: CaseContent };

/** Roles without whose signature a case is not signed. */
export function requiredSigners(strictness: Strictness): ProjectRole[] {
  return strictness === "regulated" ? ["sponsor", "risk_reviewer"] : ["sponsor"];
}

/** Roles that may sign; a lead countersigns where they wish to. */
export function possibleSigners(strictness: Strictness): ProjectRole[] {
  return strictness === "regulated" ? ["sponsor", "risk_reviewer", "lead"] : ["sponsor", "lead"];
}

/** Required roles whose signature on the current text is missing or stale. Derived, never stored. */
export function unsignedRoles(facts: {
  strictness: Strictness;
  current: CaseContent;
  signatures: readonly CaseSignature[];
}): ProjectRole[] {
  const valid = facts.signatures.filter(
    (signature) => standingFor(signature, facts.current).standing === "valid",
  );
  return requiredSigners(facts.strictness).filter(
    (role) => !valid.some((signature) => signature.role === role),
  );
}

/** A case that was returned is not signed, whatever stands on record for it. */
export function isCaseSigned(facts: {
  status: CaseStatus;
  strictness: Strictness;
  current: CaseContent | null;
  signatures: readonly CaseSignature[];
}): boolean {
  const { status, strictness, current, signatures } = facts;
  return (
    (status === "submitted" || status === "signed") &&
    current !== null &&
    unsignedRoles({ strictness, current, signatures }).length === 0
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
