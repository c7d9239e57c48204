import { describe, expect, it } from "vitest";
import { withoutBlankRows } from "@/lib/business-cases/rules/blank-rows";
import { caseContent, emptyCase } from "@/lib/business-cases/schema";

describe("withoutBlankRows", () => {
  it("drops rows nobody wrote into and keeps begun ones in their order", () => {
    const content = caseContent.parse({
      ...emptyCase,
      successCriteria: [{ measure: "Recall" }, {}, { target: 0.8 }],
      scopeIn: ["private motor", "", "fleet"],
      economics: { costs: [{}, { label: "Build" }], benefits: [{}] },
      stakeholders: [{ raci: "accountable" }],
      timeline: { milestones: [{}] },
    });
    const kept = withoutBlankRows(content);
    expect(kept.successCriteria.map((row) => row.measure)).toEqual(["Recall", ""]);
    expect(kept.scopeIn).toEqual(["private motor", "fleet"]);
    expect(kept.economics.costs.map((row) => row.label)).toEqual(["Build"]);
    expect(kept.economics.benefits).toEqual([]);
    expect(kept.stakeholders).toEqual([]);
    expect(kept.timeline.milestones).toEqual([]);
  });

  it("changes nothing in a case without blank rows", () => {
    expect(withoutBlankRows(emptyCase)).toEqual(emptyCase);
  });
});
