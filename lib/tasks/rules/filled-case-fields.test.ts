import { describe, expect, it } from "vitest";
import { emptyCase } from "@/lib/business-cases/schema";
import { businessCaseFields } from "@/lib/playbooks/schema";
import { filledCaseFields } from "@/lib/tasks/rules/filled-case-fields";

const criterion = {
  level: "business",
  measure: "Churn within a year",
  baseline: null,
  minimum: null,
  target: null,
  unit: "%",
  direction: "at-most",
  howMeasured: "",
  measuredOn: null,
  reader: "",
} as const;

describe("the fields of the business case that carry something", () => {
  it("are none on an empty page, and none without a page", () => {
    expect([...filledCaseFields(emptyCase)]).toEqual([]);
    expect([...filledCaseFields(null)]).toEqual([]);
  });

  it("tell a business criterion from one of the model", () => {
    const business = { ...emptyCase, successCriteria: [criterion] };
    expect([...filledCaseFields(business)]).toEqual(["success-criteria"]);
    const model = { ...emptyCase, successCriteria: [{ ...criterion, level: "model" as const }] };
    expect([...filledCaseFields(model)]).toEqual(["ml-success-criteria"]);
    const unnamed = { ...emptyCase, successCriteria: [{ ...criterion, measure: "" }] };
    expect([...filledCaseFields(unnamed)]).toEqual([]);
  });

  it("are all there on a page that is written", () => {
    const line = {
      label: "Work",
      low: 1,
      likely: 2,
      high: 3,
      unit: "EUR",
      rhythm: "once",
    } as const;
    const full = {
      ...emptyCase,
      background: "Members leave.",
      businessObjective: "Fewer leave.",
      mlObjective: "Rank members by risk.",
      successCriteria: [criterion, { ...criterion, level: "model" as const }],
      similarEfforts: [{ name: "2023", lesson: "", use: "undecided" as const, why: "" }],
      scopeIn: ["Private members"],
      assumptions: [{ text: "Data comes weekly.", owner: "", verifyBy: null }],
      constraints: ["No health data"],
      economics: { ...emptyCase.economics, costs: [line] },
      sponsor: "Head of retention",
      stakeholders: [{ name: "Claims", part: "", raci: "informed" as const }],
      timeline: { startOn: "2026-01-01", endOn: null, milestones: [] },
    };
    expect(filledCaseFields(full)).toEqual(new Set(businessCaseFields));
  });
});
