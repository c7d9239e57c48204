import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unsignedAmendmentRoles } from "@/lib/business-cases/rules/amendment";
import {
  caseStaleness,
  keyOfAssumption,
  nextAssumptionDay,
  standingOfAssumptions,
} from "@/lib/business-cases/rules/assumption-standing";
import { unsignedRoles } from "@/lib/business-cases/rules/case-signatures";
import { missingParts } from "@/lib/business-cases/rules/completeness";
import {
  sectionsCoveredBy,
  standingFor,
  whatWentStale,
} from "@/lib/business-cases/rules/covered-sections";
import { metricCriteriaOf } from "@/lib/business-cases/rules/metric-criteria";
import { type ScopeFacts, scopeAdditions } from "@/lib/business-cases/rules/scope-additions";
import { signatureStanding } from "@/lib/business-cases/rules/signature-standing";
import { type CaseContent, caseSections } from "@/lib/business-cases/schema";
import { addDays } from "@/lib/kernel/calendar";
import { aFullCase } from "@/lib/testing/inputs/business-cases";

const assumption = { text: "Notes arrive daily", owner: "Ada", verifyBy: "2027-03-01" };

function review(
  verdict: "holds" | "broken",
  overrides: Partial<{ assumptionKey: string; reviewedAt: string }> = {},
) {
  return {
    assumptionKey: keyOfAssumption(assumption),
    verdict,
    note: "Asked the desk.",
    reviewedBy: "Ada",
    reviewedAt: "2027-02-01T00:00:00.000Z",
    ...overrides,
  };
}

describe("assumptions", () => {
  const stale = (reviews: ReturnType<typeof review>[], today: string) =>
    caseStaleness({ assumptions: [assumption], reviews, today }).isStale;

  it("make the case stale by time alone from the day after, unless somebody looked", () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), (shift) => {
        const today = addDays(assumption.verifyBy, shift);
        expect(stale([], today)).toBe(shift > 0);
        expect(stale([review("holds")], today)).toBe(false);
        expect(stale([review("broken")], today)).toBe(true);
      }),
    );
  });

  it("follow the last look, in whatever order the looks are read", () => {
    const looks = [
      review("broken", { reviewedAt: "2027-02-01T00:00:00.000Z" }),
      review("holds", { reviewedAt: "2027-02-02T00:00:00.000Z" }),
    ];
    expect(stale(looks, "2027-02-03")).toBe(false);
    expect(stale(looks.toReversed(), "2027-02-03")).toBe(false);
  });

  it("are looked at anew after they were reworded or put off, and not after white space moved", () => {
    const [was] = standingOfAssumptions({
      assumptions: [{ ...assumption, text: "Notes  arrive\ndaily" }],
      reviews: [review("broken")],
      today: "2027-02-03",
    });
    expect(was?.state).toBe("broken");
    for (const other of [{ text: "Notes arrive weekly" }, { verifyBy: "2027-04-01" }]) {
      const [standing] = standingOfAssumptions({
        assumptions: [{ ...assumption, ...other }],
        reviews: [review("broken")],
        today: "2027-02-03",
      });
      expect(standing).toMatchObject({ state: "open", review: null });
    }
  });

  it("name the next day on which time changes something", () => {
    const facts = { assumptions: [assumption], reviews: [], today: "2027-02-01" };
    expect(nextAssumptionDay(facts)).toBe("2027-03-01");
    expect(nextAssumptionDay({ ...facts, reviews: [review("holds")] })).toBeNull();
    expect(nextAssumptionDay({ ...facts, today: "2027-03-02" })).toBeNull();
  });
});

describe("what a signature covers", () => {
  const base = aFullCase();
  const changes: { [Section in (typeof caseSections)[number]]?: Partial<CaseContent> } = {
    businessObjective: { businessObjective: "Keep 3,000 more." },
    scopeOut: { scopeOut: ["Everything abroad"] },
    economics: { economics: { ...base.economics, ratePercent: 9 } },
    sponsor: { sponsor: "Ada Osei" },
    background: { background: "Anew." },
  };
  const sections = Object.keys(changes) as (keyof typeof changes)[];
  const roles = ["sponsor", "risk_reviewer", "lead"] as const;

  it("goes stale by a material change of what the role answers for, and by nothing else", () => {
    fc.assert(
      fc.property(fc.subarray(sections), fc.constantFrom(...roles), (chosen, role) => {
        const current = aFullCase(Object.assign({}, ...chosen.map((section) => changes[section])));
        const material = chosen.filter((section) => section !== "background");
        const touched = material.filter((section) => sectionsCoveredBy(role).includes(section));
        const signature = { role, content: base };
        const { standing, changed } = standingFor(signature, current);
        expect(standing).toBe(touched.length > 0 ? "stale" : "valid");
        expect(changed.map(({ section }) => section).toSorted()).toEqual(chosen.toSorted());
        expect(whatWentStale(signature, current)).toHaveLength(touched.length);
      }),
    );
  });

  it("is everything for a sponsor, and for a role nobody thought of", () => {
    expect(sectionsCoveredBy("sponsor")).toEqual(caseSections);
    expect(sectionsCoveredBy("viewer")).toEqual(caseSections);
    const current = aFullCase(changes.economics);
    expect(standingFor({ role: "sponsor", content: base }, current).standing).toBe(
      signatureStanding(base, current).standing,
    );
  });

  it("asks only the role that the change touches to sign again", () => {
    const signatures = [
      { id: "1", role: "sponsor" as const, signerId: "claire" },
      { id: "2", role: "risk_reviewer" as const, signerId: "ines" },
    ].map((given) => ({
      ...given,
      delegatedFromId: null,
      signedFor: null,
      assurance: "password",
      content: base,
    }));
    const current = aFullCase(changes.economics);
    expect(unsignedRoles({ strictness: "regulated", current, signatures, round: null })).toEqual([
      "sponsor",
    ]);
  });
});

const addedTask = {
  id: "t1",
  key: null,
  label: "CEW-40 Ask the works council",
  stage: "Modeling",
  createdAt: "2027-02-02T00:00:00.000Z",
  isDropped: false,
};
const scope: ScopeFacts = {
  signed: aFullCase(),
  signedAt: "2027-02-01T00:00:00.000Z",
  latest: aFullCase(),
  tasks: [addedTask],
  gates: [{ code: "G4", criteria: [{ id: "gap", metric: "recall_gap", limit: "at most 0.05" }] }],
  gatesThen: [],
  accepted: [],
};

describe("scope additions", () => {
  it("are tasks added after the signing, and measures the case does not name", () => {
    expect(scopeAdditions(scope).map(({ kind }) => kind)).toEqual(["task", "gate_criterion"]);
    const none = scopeAdditions({
      ...scope,
      tasks: [
        { ...addedTask, key: "build-model" },
        { ...addedTask, createdAt: scope.signedAt },
        { ...addedTask, isDropped: true },
      ],
      gates: [{ code: "G4", criteria: [{ id: "x", metric: "recall", limit: "at least 40" }] }],
    });
    expect(none).toEqual([]);
  });

  it("are no measures the playbook asked for when the case was signed, unless their limit moved", () => {
    const [gate] = scope.gates;
    if (gate === undefined) {
      throw new Error("The sample project has a gate.");
    }
    const gatesThen = [gate];
    expect(scopeAdditions({ ...scope, gatesThen }).map(({ kind }) => kind)).toEqual(["task"]);
    const stricter = [
      { ...gate, criteria: [{ id: "gap", metric: "recall_gap", limit: "at most 0.03" }] },
    ];
    expect(scopeAdditions({ ...scope, gatesThen, gates: stricter }).at(-1)).toMatchObject({
      kind: "gate_criterion",
      label: "recall_gap at most 0.03",
    });
  });

  it("are success criteria of a later version, known by their measure and not by their limits", () => {
    const [churn, recall] = aFullCase().successCriteria;
    if (churn === undefined || recall === undefined) {
      throw new Error("The sample case names two criteria.");
    }
    const moved = aFullCase({ successCriteria: [{ ...churn, target: 1 }, recall] });
    expect(scopeAdditions({ ...scope, latest: moved })).toHaveLength(2);
    const added = aFullCase({
      successCriteria: [churn, recall, { ...churn, measure: "Complaints" }],
    });
    expect(scopeAdditions({ ...scope, latest: added }).at(-1)).toMatchObject({
      kind: "success_criterion",
      label: "Complaints",
    });
  });

  it("are traced once accepted, each by itself", () => {
    const keys = scopeAdditions(scope).map(({ key }) => key);
    fc.assert(
      fc.property(fc.subarray(keys), (accepted) => {
        const left = scopeAdditions({ ...scope, accepted }).map(({ key }) => key);
        expect(left).toEqual(keys.filter((key) => !accepted.includes(key)));
      }),
    );
  });

  it("looks into combined criteria", () => {
    const metric = {
      id: "m",
      kind: "metric" as const,
      metric: "auc",
      operator: "at-least" as const,
      threshold: 0.8,
    };
    const nested = { id: "n", kind: "not" as const, criterion: metric };
    expect(metricCriteriaOf([{ id: "a", kind: "all", criteria: [nested, metric] }])).toHaveLength(
      2,
    );
  });
});

describe("an amendment", () => {
  it("is accepted by the roles without whom the case is not signed", () => {
    const sponsor = [{ role: "sponsor" as const }];
    expect(unsignedAmendmentRoles({ strictness: "standard", signatures: sponsor })).toEqual([]);
    expect(unsignedAmendmentRoles({ strictness: "regulated", signatures: sponsor })).toEqual([
      "risk_reviewer",
    ]);
  });
});

describe("earlier efforts in a submitted case", () => {
  it("are decided, and a reason is given for what is left out", () => {
    const pathsOf = (use: "undecided" | "used" | "not_relevant", why: string) =>
      missingParts(aFullCase({ similarEfforts: [{ name: "Rule set", lesson: "", use, why }] })).map(
        ({ path }) => path,
      );
    expect(pathsOf("undecided", "Later")).toEqual(["similarEfforts.0.use"]);
    expect(pathsOf("not_relevant", "")).toEqual(["similarEfforts.0.why"]);
    expect(pathsOf("not_relevant", "Another market")).toEqual([]);
    expect(pathsOf("used", "")).toEqual([]);
  });
});
