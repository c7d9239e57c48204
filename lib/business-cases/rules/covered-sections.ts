import type { ProjectRole } from "@/lib/authz/permissions";
import {
  type SignatureStanding,
  signatureStanding,
} from "@/lib/business-cases/rules/signature-standing";
import { type CaseContent, type CaseSection, caseSections } from "@/lib/business-cases/schema";

/**
 * What the signature of a role answers for. A sponsor answers for the whole
 * case, a risk reviewer for what the model is to do and within which limits, a
 * lead for what is to be delivered and when. See decision 0015.
 */
const coveredBy: Partial<Record<ProjectRole, readonly CaseSection[]>> = {
  risk_reviewer: [
    "mlObjective",
    "successCriteria",
    "scopeIn",
    "scopeOut",
    "assumptions",
    "constraints",
  ],
  lead: [
    "businessObjective",
    "mlObjective",
    "successCriteria",
    "scopeIn",
    "scopeOut",
    "assumptions",
    "constraints",
    "timeline",
  ],
};

/** A role without an entry answers for everything: what nobody thought of asks again. */
export function sectionsCoveredBy(role: ProjectRole): readonly CaseSection[] {
  return coveredBy[role] ?? caseSections;
}

/** All that changed is listed; only a material change of what the role answers for makes it stale. */
export function standingFor(
  signature: { role: ProjectRole; content: CaseContent },
  current: CaseContent,
): SignatureStanding {
  const { changed } = signatureStanding(signature.content, current);
  const covered = sectionsCoveredBy(signature.role);
  const isStale = changed.some(
    (change) => change.class === "material" && covered.includes(change.section),
  );
  return { standing: isStale ? "stale" : "valid", changed };
}

/** Labels of the changes that made a signature of this role stale. */
export function whatWentStale(
  signature: { role: ProjectRole; content: CaseContent },
  current: CaseContent,
): string[] {
  const covered = sectionsCoveredBy(signature.role);
  return signatureStanding(signature.content, current)
    .changed.filter((change) => change.class === "material" && covered.includes(change.section))
    .map((change) => change.label);
}
