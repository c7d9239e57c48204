import { type ProjectRole, titleOfProjectRole } from "@/lib/authz/permissions";
import { requiredSigners } from "@/lib/business-cases/rules/case-signatures";
import type { ScopeAddition } from "@/lib/business-cases/rules/scope-additions";
import { contentSha256 } from "@/lib/ledger/content-hash";
import type { Strictness } from "@/lib/playbooks/schema";

export type AmendmentFacts = {
  id: string;
  number: number;
  signedNumber: number;
  reason: string;
  additions: readonly ScopeAddition[];
  sha256: string;
  status: "proposed" | "accepted" | "declined";
  proposedById: string;
  proposedBy: string;
  proposedAt: string;
  declinedBy: string | null;
  declinedReason: string;
  closedAt: string | null;
  signatures: readonly {
    id: string;
    role: ProjectRole;
    signerId: string;
    signerName: string;
    assurance: string;
    statementSha256: string;
    signedAt: string;
  }[];
};

/** What a signature on an amendment binds: the case, the version it adds to, and each addition. */
export function amendmentSha256(facts: {
  projectId: string;
  caseId: string;
  number: number;
  signedNumber: number;
  reason: string;
  additions: readonly ScopeAddition[];
}): string {
  return contentSha256({ format: 1, ...facts, additions: [...facts.additions] });
}

/** An amendment is accepted by the roles without whom the case itself is not signed. */
export function unsignedAmendmentRoles(facts: {
  strictness: Strictness;
  signatures: readonly { role: ProjectRole }[];
}): ProjectRole[] {
  return requiredSigners(facts.strictness).filter(
    (role) => !facts.signatures.some((signature) => signature.role === role),
  );
}

type Signer = { userId: string; roles: readonly ProjectRole[] };

export type AmendmentPermit =
  | { allowed: true; roles: readonly ProjectRole[] }
  | { allowed: false; sentence: string };

/** Separation of duties as for the case: nobody approves as sponsor what they proposed themselves. */
export function maySignAmendment(
  amendment: Pick<AmendmentFacts, "number" | "status" | "proposedById" | "signatures">,
  by: { signer: Signer; strictness: Strictness },
): AmendmentPermit {
  const { signer, strictness } = by;
  const { number, status, signatures } = amendment;
  if (status !== "proposed") {
    return refused(`Amendment ${number} was ${status}.`);
  }
  if (signatures.some(({ signerId }) => signerId === signer.userId)) {
    return refused(`You have signed amendment ${number}.`);
  }
  const open = unsignedAmendmentRoles({ strictness, signatures });
  const held = open.filter((role) => signer.roles.includes(role));
  if (held.length === 0) {
    const titles = open.map((role) => titleOfProjectRole[role]).join(" and ");
    return refused(`Amendment ${number} is signed by: ${titles}.`);
  }
  const roles = held.filter(
    (role) => role !== "sponsor" || amendment.proposedById !== signer.userId,
  );
  return roles.length === 0
    ? refused("You proposed this amendment, so another sponsor has to sign it.")
    : { allowed: true, roles };
}

export function meaningOfAmendment(role: ProjectRole): string {
  return role === "risk_reviewer"
    ? "I have reviewed this addition to the scope and find its risks and limits stated"
    : "I accept this addition to the scope of the business case and answer for it";
}

function refused(sentence: string): AmendmentPermit {
  return { allowed: false, sentence };
}
