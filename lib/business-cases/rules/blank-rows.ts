import type { CaseContent } from "@/lib/business-cases/schema";

/** Choices are always filled in; a row that says nothing else was never begun. */
const CHOICES = ["level", "direction", "use", "raci", "rhythm"];

/** Drops the rows of every list that a form offers empty and nobody wrote into. */
export function withoutBlankRows(content: CaseContent): CaseContent {
  const { economics, timeline } = content;
  return {
    ...content,
    successCriteria: content.successCriteria.filter(isBegun),
    similarEfforts: content.similarEfforts.filter(isBegun),
    scopeIn: content.scopeIn.filter((line) => line !== ""),
    scopeOut: content.scopeOut.filter((line) => line !== ""),
    assumptions: content.assumptions.filter(isBegun),
    constraints: content.constraints.filter((line) => line !== ""),
    resources: content.resources.filter((line) => line !== ""),
    economics: {
      ...economics,
      costs: economics.costs.filter(isBegun),
      benefits: economics.benefits.filter(isBegun),
    },
    stakeholders: content.stakeholders.filter(isBegun),
    timeline: { ...timeline, milestones: timeline.milestones.filter(isBegun) },
    dependencies: content.dependencies.filter((line) => line !== ""),
  };
}

function isBegun(row: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(row).some(
    ([name, value]) => !CHOICES.includes(name) && value !== "" && value !== null,
  );
}
