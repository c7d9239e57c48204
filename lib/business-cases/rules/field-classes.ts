import type {
  CaseContent,
  CaseSection,
  FieldClass,
  SuccessCriterion,
} from "@/lib/business-cases/schema";

/**
 * What a change of a section does to signatures: material makes them stale,
 * minor is listed, cosmetic is neither. A timeline that moves by more than a
 * tenth is material whatever this table says.
 */
export const classOfSection = {
  title: "cosmetic",
  background: "minor",
  businessObjective: "material",
  mlObjective: "material",
  successCriteria: "material",
  similarEfforts: "minor",
  scopeIn: "material",
  scopeOut: "material",
  assumptions: "material",
  constraints: "material",
  resources: "minor",
  economics: "material",
  sponsor: "material",
  stakeholders: "minor",
  timeline: "minor",
  dependencies: "minor",
} as const satisfies Record<CaseSection, FieldClass>;

/** Within a success criterion only its reader may change without asking the signers again. */
export const classOfCriterionField = {
  level: "material",
  measure: "material",
  baseline: "material",
  minimum: "material",
  target: "material",
  unit: "material",
  direction: "material",
  howMeasured: "material",
  measuredOn: "material",
  reader: "minor",
} as const satisfies Record<keyof SuccessCriterion, FieldClass>;

export const classOfAssumptionField = {
  text: "material",
  owner: "material",
  verifyBy: "material",
} as const satisfies Record<keyof CaseContent["assumptions"][number], FieldClass>;

export const labelOfSection = {
  title: "Title",
  background: "Background",
  businessObjective: "Business objective",
  mlObjective: "Machine learning objective",
  successCriteria: "Success criteria",
  similarEfforts: "Similar past efforts",
  scopeIn: "In scope",
  scopeOut: "Out of scope",
  assumptions: "Assumptions",
  constraints: "Constraints",
  resources: "Resources",
  economics: "Cost and benefit",
  sponsor: "Sponsor",
  stakeholders: "Stakeholders",
  timeline: "Timeline",
  dependencies: "Dependencies",
} as const satisfies Record<CaseSection, string>;
