import type { CaseFieldShape } from "./case-field";

type ListShape = { noun: string; path: string; fields: Readonly<Record<string, CaseFieldShape>> };

const rhythm: CaseFieldShape = {
  kind: "choice",
  label: "It comes",
  options: [
    { value: "yearly", label: "every year" },
    { value: "once", label: "once" },
  ],
};

function money(label: string): Readonly<Record<string, CaseFieldShape>> {
  return {
    label: { kind: "line", label },
    unit: { kind: "line", label: "Unit" },
    rhythm,
    low: { kind: "number", label: "Low" },
    likely: { kind: "number", label: "Likely" },
    high: { kind: "number", label: "High" },
  };
}

/** The lists of the case: what one line of each is made of. */
export const listShapes = {
  successCriteria: {
    noun: "success criterion",
    path: "successCriteria",
    fields: {
      measure: { kind: "line", label: "Measure" },
      level: {
        kind: "choice",
        label: "Measures",
        options: [
          { value: "business", label: "the business" },
          { value: "model", label: "the model" },
        ],
      },
      unit: { kind: "line", label: "Unit" },
      baseline: { kind: "number", label: "Baseline" },
      minimum: { kind: "number", label: "Minimum" },
      target: { kind: "number", label: "Target" },
      direction: {
        kind: "choice",
        label: "Good is",
        options: [
          { value: "at-least", label: "at least the target" },
          { value: "at-most", label: "at most the target" },
        ],
      },
      measuredOn: { kind: "day", label: "Read on" },
      reader: { kind: "line", label: "Who reads it" },
      howMeasured: { kind: "paragraph", label: "How it is measured" },
    },
  },
  similarEfforts: {
    noun: "earlier effort",
    path: "similarEfforts",
    fields: {
      name: { kind: "line", label: "Earlier effort" },
      result: { kind: "line", label: "Result" },
      projectId: { kind: "hidden", label: "Project" },
      use: {
        kind: "choice",
        label: "For this project",
        options: [
          { value: "undecided", label: "not decided" },
          { value: "used", label: "used" },
          { value: "not_relevant", label: "not relevant" },
        ],
      },
      why: { kind: "line", label: "Because" },
      lesson: { kind: "paragraph", label: "What was learnt" },
    },
  },
  assumptions: {
    noun: "assumption",
    path: "assumptions",
    fields: {
      text: { kind: "line", label: "Assumption" },
      owner: { kind: "line", label: "Owner" },
      verifyBy: { kind: "day", label: "Verify by" },
    },
  },
  stakeholders: {
    noun: "stakeholder",
    path: "stakeholders",
    fields: {
      name: { kind: "line", label: "Name" },
      part: { kind: "line", label: "Part" },
      raci: {
        kind: "choice",
        label: "RACI",
        options: [
          { value: "responsible", label: "responsible" },
          { value: "accountable", label: "accountable" },
          { value: "consulted", label: "consulted" },
          { value: "informed", label: "informed" },
        ],
      },
    },
  },
  milestones: {
    noun: "milestone",
    path: "timeline.milestones",
    fields: {
      name: { kind: "line", label: "Milestone" },
      on: { kind: "day", label: "Day" },
    },
  },
  costs: { noun: "cost", path: "economics.costs", fields: money("Cost") },
  benefits: { noun: "benefit", path: "economics.benefits", fields: money("Benefit") },
} as const satisfies Record<string, ListShape>;

export type ListName = keyof typeof listShapes;
