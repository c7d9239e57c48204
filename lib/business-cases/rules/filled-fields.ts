import { missingParts } from "@/lib/business-cases/rules/completeness";
import type { CaseContent, CaseSection } from "@/lib/business-cases/schema";
import type { businessCaseFields } from "@/lib/playbooks/schema";

export type CaseField = (typeof businessCaseFields)[number];

/** Which part of the page fulfils a field that a playbook asks for. */
const sectionsOf = {
  background: ["background"],
  objectives: ["businessObjective"],
  "success-criteria": ["successCriteria"],
  "ml-goals": ["mlObjective"],
  "ml-success-criteria": ["successCriteria"],
  scope: ["scopeIn", "scopeOut"],
  "costs-and-benefits": ["economics"],
  assumptions: ["assumptions"],
  constraints: ["constraints"],
  sponsor: ["sponsor"],
  stakeholders: ["stakeholders"],
  "similar-efforts": ["similarEfforts"],
  timeline: ["timeline"],
} as const satisfies Record<CaseField, readonly CaseSection[]>;

export function sectionOfField(field: string): CaseSection | null {
  return Object.hasOwn(sectionsOf, field) ? sectionsOf[field as CaseField][0] : null;
}

/** Fields of the playbook whose part of the page is complete. An unknown field is never filled. */
export function filledFields(content: CaseContent): Set<string> {
  const open = new Set(missingParts(content).map((part) => part.section));
  const filled = Object.entries(sectionsOf)
    .filter(([, sections]) => sections.every((section) => !open.has(section)))
    .map(([field]) => field);
  const hasModelCriterion = content.successCriteria.some((row) => row.level === "model");
  return new Set(filled.filter((field) => field !== "ml-success-criteria" || hasModelCriterion));
}
