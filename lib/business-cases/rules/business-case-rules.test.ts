import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCaseSigned, unsignedRoles } from "@/lib/business-cases/rules/case-signatures";
import { completenessOf, missingParts } from "@/lib/business-cases/rules/completeness";
import { labelOfSection } from "@/lib/business-cases/rules/field-classes";
import {
  cashFlows,
  economicOutlook,
  netPresentValue,
  paybackYears,
} from "@/lib/business-cases/rules/net-present-value";
import { textOfSection } from "@/lib/business-cases/rules/section-text";
import { changedSections, signatureStanding } from "@/lib/business-cases/rules/signature-standing";
import { caseContent, caseSections, emptyCase } from "@/lib/business-cases/schema";
import { aFullCase } from "@/lib/testing/inputs/business-cases";

const amount = fc.integer({ min: 0, max: 1_000_000 });
const line = fc
  .tuple(amount, amount, amount, fc.constantFrom("once" as const, "yearly" as const))
  .map(([a, b, c, rhythm]) => {
    const [low = 0, likely = 0, high = 0] = [a, b, c].toSorted((x, y) => x - y);
    return { label: "Line", low, likely, high, unit: "EUR", rhythm };
  });
const economics = fc.record({
  unit: fc.constant("EUR"),
  ratePercent: fc.integer({ min: 0, max: 40 }),
  horizonYears: fc.integer({ min: 1, max: 10 }),
  costs: fc.array(line, { minLength: 1, maxLength: 5 }),
  benefits: fc.array(line, { minLength: 1, maxLength: 5 }),
});

describe("net present value", () => {
  it("discounts each year by the stated rate", () => {
    expect(netPresentValue([-100, 60, 60], 0.1)).toBeCloseTo(4.1322, 4);
    expect(netPresentValue([-100, 60, 60], 0)).toBe(20);
  });

  it("places what is paid once at the start and what is yearly at each year's end", () => {
    const flows = cashFlows(aFullCase().economics, { outlook: "likely", horizonYears: 3 });
    expect(flows).toEqual([-100, 70, 70, 70]);
  });

  it("pays back in the part of the year in which the sum is reached", () => {
    expect(paybackYears([-100, 70, 70, 70])).toBe(1.43);
    expect(paybackYears([-100, 10, 10])).toBeNull();
    expect(paybackYears([0, 10])).toBe(0);
  });

  it("never looks better when pessimistic than when optimistic", () => {
    fc.assert(
      fc.property(economics, (given) => {
        const npv = economicOutlook(given)?.npv;
        expect(npv?.pessimistic).toBeLessThanOrEqual(npv?.likely ?? 0);
        expect(npv?.likely).toBeLessThanOrEqual(npv?.optimistic ?? 0);
      }),
    );
  });

  it("falls as the rate rises when the cost comes first", () => {
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 0, max: 39 }), (cost, benefit, percent) => {
        const flows = [-cost, benefit, benefit, benefit];
        expect(netPresentValue(flows, (percent + 1) / 100)).toBeLessThanOrEqual(
          netPresentValue(flows, percent / 100),
        );
      }),
    );
  });

  it("says nothing while the rate is missing, and leaves out other units by name", () => {
    const { economics: full } = aFullCase();
    expect(economicOutlook({ ...full, ratePercent: null })).toBeNull();
    const days = { label: "Training", low: 1, likely: 2, high: 3, unit: "days" };
    const costs = [...full.costs, { ...days, rhythm: "once" as const }];
    expect(economicOutlook({ ...full, costs })).toMatchObject({ leftOut: ["Training"] });
  });
});

describe("completeness", () => {
  it("finds nothing missing in a full case and most of an empty one", () => {
    expect(missingParts(aFullCase())).toEqual([]);
    expect(completenessOf(aFullCase())).toMatchObject({ filled: caseSections.length });
    expect(completenessOf(emptyCase).filled).toBe(2);
  });

  it("points at the field, not only at the section", () => {
    const { successCriteria } = aFullCase();
    const [first, ...rest] = successCriteria;
    const holed = first === undefined ? [] : [{ ...first, target: null }, ...rest];
    expect(missingParts(aFullCase({ successCriteria: holed }))).toMatchObject([
      { section: "successCriteria", path: "successCriteria.0.target" },
    ]);
  });

  it("asks for low, likely and high in rising order, and an end after the start", () => {
    const full = aFullCase();
    const costs = full.economics.costs.map((row) => ({ ...row, low: 500 }));
    const wrong = aFullCase({
      economics: { ...full.economics, costs },
      timeline: { startOn: "2027-05-01", endOn: "2027-01-01", milestones: [] },
    });
    const paths = missingParts(wrong).map((part) => part.path);
    expect(paths).toEqual([
      "economics.costs.0.likely",
      "economics.costs.1.likely",
      "timeline.endOn",
    ]);
  });
});

describe("the standing of a signature", () => {
  const signed = aFullCase();

  it.each([
    ["title", { title: "Another name" }, "valid"],
    ["background", { background: "Rewritten." }, "valid"],
    ["stakeholders", { stakeholders: [] }, "valid"],
    ["sponsor", { sponsor: "Somebody else" }, "stale"],
    ["constraints", { constraints: ["None"] }, "stale"],
    ["mlObjective", { mlObjective: "Rank by value." }, "stale"],
  ] as const)("follows the class of %s", (section, change, standing) => {
    const result = signatureStanding(signed, aFullCase(change as Partial<typeof signed>));
    expect(result.standing).toBe(standing);
    expect(result.changed.map((each) => each.section)).toEqual([section]);
  });

  it("survives another reader of a criterion, but no other target", () => {
    const change = (patch: Record<string, unknown>) =>
      aFullCase({ successCriteria: signed.successCriteria.map((row) => ({ ...row, ...patch })) });
    expect(signatureStanding(signed, change({ reader: "The board" })).standing).toBe("valid");
    expect(signatureStanding(signed, change({ target: 1 })).standing).toBe("stale");
    expect(signatureStanding(signed, change({ direction: "at-most" })).standing).toBe("stale");
  });

  it("does not confuse two criteria that swap their targets", () => {
    const [first, second] = signed.successCriteria;
    if (first === undefined || second === undefined) {
      throw new Error("The full case has two criteria.");
    }
    const swapped = [
      { ...first, target: second.target },
      { ...second, target: first.target },
    ];
    expect(signatureStanding(signed, aFullCase({ successCriteria: swapped })).standing).toBe(
      "stale",
    );
  });

  it("lets the timeline move by a tenth of its length and no further", () => {
    const until = (endOn: string) =>
      aFullCase({ timeline: { startOn: "2027-01-04", endOn, milestones: [] } });
    expect(signatureStanding(signed, until("2027-08-20")).standing).toBe("valid");
    expect(signatureStanding(signed, until("2027-08-22")).standing).toBe("stale");
  });

  it("ignores white space and the order of rows", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(" ", "\n", "\t"), { maxLength: 5 }), (spaces) => {
        const spaced = aFullCase({
          mlObjective: signed.mlObjective.replaceAll(" ", ` ${spaces.join("")}`),
          successCriteria: signed.successCriteria.toReversed(),
        });
        expect(changedSections(signed, spaced)).toEqual([]);
      }),
    );
  });

  it("is valid for the very text that was signed, and equal in both directions", () => {
    fc.assert(
      fc.property(fc.constantFrom(...caseSections), (section) => {
        const other = { ...signed, [section]: emptyCase[section] };
        expect(signatureStanding(signed, signed).standing).toBe("valid");
        expect(signatureStanding(other, signed).standing).toBe(
          signatureStanding(signed, other).standing,
        );
      }),
    );
  });
});

describe("a signed case", () => {
  const current = aFullCase();
  const sponsor = {
    id: "s",
    role: "sponsor" as const,
    signerId: "claire",
    delegatedFromId: null,
    signedFor: null,
    assurance: "password",
    content: current,
  };

  it("needs the sponsor, and in the regulated form the risk reviewer too", () => {
    const facts = { current, signatures: [sponsor], round: null };
    expect(unsignedRoles({ ...facts, strictness: "standard" })).toEqual([]);
    expect(unsignedRoles({ ...facts, strictness: "regulated" })).toEqual(["risk_reviewer"]);
  });

  it("is not signed once it was returned, nor without a submitted text", () => {
    const signatures = [sponsor];
    const facts = { strictness: "standard" as const, current, signatures, round: null };
    expect(isCaseSigned({ ...facts, status: "signed" })).toBe(true);
    expect(isCaseSigned({ ...facts, status: "returned" })).toBe(false);
    expect(isCaseSigned({ ...facts, status: "signed", current: null })).toBe(false);
    expect(isCaseSigned({ ...facts, status: "signed", signatures: [] })).toBe(false);
  });
});

describe("the page as text", () => {
  it("has a label and readable lines for every section", () => {
    for (const section of caseSections) {
      expect(labelOfSection[section]).not.toBe("");
      expect(textOfSection(aFullCase(), section).every((row) => row !== "")).toBe(true);
    }
  });

  it("reads back what it wrote, and refuses a section nobody knows", () => {
    expect(caseContent.parse(aFullCase())).toEqual(aFullCase());
    expect(caseContent.safeParse({ ...aFullCase(), price: 1 }).success).toBe(false);
  });
});
