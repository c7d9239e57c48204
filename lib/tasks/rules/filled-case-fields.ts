import type { CaseContent } from "@/lib/business-cases/schema";
import type { businessCaseFields } from "@/lib/playbooks/schema";

type CaseField = (typeof businessCaseFields)[number];

/** Which parts of the business case carry something: an output of that kind is met by writing there. */
export function filledCaseFields(content: CaseContent | null): ReadonlySet<string> {
  if (content === null) {
    return new Set();
  }
  const filled = Object.entries(isFilled).filter(([, test]) => test(content));
  return new Set(filled.map(([field]) => field));
}

const isFilled = {
  background: (content) => content.background !== "",
  objectives: (content) => content.businessObjective !== "",
  "success-criteria": (content) => hasCriterion(content, "business"),
  "ml-goals": (content) => content.mlObjective !== "",
  "ml-success-criteria": (content) => hasCriterion(content, "model"),
  scope: (content) => content.scopeIn.length > 0,
  "costs-and-benefits": ({ economics }) =>
    economics.costs.length > 0 || economics.benefits.length > 0,
  assumptions: (content) => content.assumptions.length > 0,
  constraints: (content) => content.constraints.length > 0,
  sponsor: (content) => content.sponsor !== "",
  stakeholders: (content) => content.stakeholders.length > 0,
  "similar-efforts": (content) => content.similarEfforts.length > 0,
  timeline: ({ timeline }) => timeline.startOn !== null || timeline.milestones.length > 0,
} satisfies Record<CaseField, (content: CaseContent) => boolean>;

function hasCriterion(content: CaseContent, level: "business" | "model"): boolean {
  return content.successCriteria.some((row) => row.level === level && row.measure !== "");
}
