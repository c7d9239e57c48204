import { describe, expect, it } from "vitest";
import { authorsOf } from "@/lib/gates/rules/authors";
import { eligibleNow } from "@/lib/gates/rules/eligible-now";
import type { Criterion } from "@/lib/playbooks/schema";
import { aPerson, aPlace, aPolicy } from "@/lib/testing/gate-facts";

const report = (addedById: string, outputId: string | null = null) => ({
  id: addedById,
  outputId,
  kind: "test_report",
  title: "Report",
  sha256: null,
  effectiveOn: "2027-01-01",
  addedById,
});
const output = {
  id: "o1",
  stageId: "stage-1",
  key: "report",
  name: "Report",
  kind: "document" as const,
  field: null,
  mandatory: true,
  isDropped: false,
};
const recall = {
  id: "m",
  name: "recall",
  slice: "",
  dataSetHash: "",
  value: 0.7,
  unit: "",
  measuredAt: "2027-01-01",
  addedById: "dee",
};
const asked: Criterion[] = [
  {
    id: "either",
    kind: "any",
    criteria: [{ id: "tests", kind: "evidence", evidenceKind: "test-report" }],
  },
  { id: "outputs", kind: "outputs-attached" },
  { id: "recall", kind: "metric", metric: "recall", operator: "at-least", threshold: 0.6 },
];

describe("who wrote what a gate rests on", () => {
  it("is whoever attached evidence or a value that a criterion looks at, however deep it stands", () => {
    const at = aPlace(
      {
        outputs: [output],
        evidence: [report("ada"), { ...report("ben", "o1"), kind: "document" }],
        metrics: [recall, { ...recall, name: "precision", addedById: "eva" }],
      },
      { policy: aPolicy({ criteria: asked }) },
    );
    expect(authorsOf(at)).toEqual(new Set(["ada", "ben", "dee"]));
  });

  it("is nobody where nothing was attached", () => {
    expect(authorsOf(aPlace({}, { policy: aPolicy({ criteria: asked }) }))).toEqual(new Set());
  });

  it("keeps them from deciding only where the policy says so", () => {
    const people = [aPerson("dee", "sponsor"), aPerson("sol", "sponsor")];
    const eligible = (separation: ["author-not-approver"] | []) =>
      eligibleNow(
        aPlace({ people, metrics: [recall] }, { policy: aPolicy({ criteria: asked, separation }) }),
      ).sponsor;
    expect(eligible(["author-not-approver"])).toEqual(["sol"]);
    expect(eligible([])).toEqual(["dee", "sol"]);
  });
});
