import type { Member } from "@/lib/authz/actor";
import { isGranted, type ProjectRole, titleOfProjectRole } from "@/lib/authz/permissions";
import { refusalSentence } from "@/lib/authz/refusal";
import type { CaseFacts } from "@/lib/business-cases/rules/case-facts";
import { possibleSigners } from "@/lib/business-cases/rules/case-signatures";

export type SignPermit =
  | { allowed: true; roles: readonly ProjectRole[] }
  | { allowed: false; sentence: string };

/**
 * Separation of duties: who submitted a version does not approve it as
 * sponsor, and one person signs one version once.
 */
export function maySign(facts: CaseFacts, member: Member): SignPermit {
  const { latest } = facts;
  const closed = lacking("case:sign", facts, member) ?? whyNotOpen(facts) ?? whyNotSignable(facts);
  if (closed !== null || latest === null) {
    return { allowed: false, sentence: closed ?? "No version has been submitted yet." };
  }
  const own = facts.signatures.find(
    (signature) => signature.signerId === member.userId && signature.number === latest.number,
  );
  if (own !== undefined) {
    return { allowed: false, sentence: `You have signed version ${latest.number}.` };
  }
  const asked = possibleSigners(facts.project.strictness);
  const held = asked.filter((role) => member.roles.includes(role));
  if (held.length === 0) {
    return { allowed: false, sentence: notAsked(facts, asked) };
  }
  const isSubmitter = latest.submittedById === member.userId;
  const roles = held.filter((role) => role !== "sponsor" || !isSubmitter);
  return roles.length === 0
    ? {
        allowed: false,
        sentence: "You submitted this version, so another sponsor has to sign it.",
      }
    : { allowed: true, roles };
}

function whyNotSignable(facts: CaseFacts): string | null {
  const { latest, status } = facts;
  if (latest === null) {
    return "No version has been submitted yet.";
  }
  return status === "returned"
    ? `Version ${latest.number} was returned. The next version can be signed.`
    : null;
}

export function whyNotOpen({ project, status }: CaseFacts): string | null {
  if (project.status === "closed") {
    return "The project is closed; its business case stays as it is.";
  }
  return status === "withdrawn" ? "This business case was withdrawn." : null;
}

function notAsked(facts: CaseFacts, asked: readonly ProjectRole[]): string {
  const titles = asked.map((role) => titleOfProjectRole[role]).join(" or ");
  return `In the ${facts.project.strictness} form this business case is signed by: ${titles}.`;
}

export function lacking(
  permission: "case:write" | "case:sign",
  facts: CaseFacts,
  member: Member,
): string | null {
  const held = { workspaceRole: member.workspaceRole, projectRoles: member.roles };
  return isGranted(permission, held) ? null : refusalSentence(permission, facts.members);
}
