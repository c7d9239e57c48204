import { describe, expect, it } from "vitest";
import * as z from "zod";
import { evaluateCriterion, evaluators } from "@/lib/gates/rules/criteria/evaluate-criterion";
import type { CheckFacts, ProjectFacts } from "@/lib/gates/rules/gate-facts";
import { playbookJsonSchema } from "@/lib/playbooks/rules/playbook-json-schema";
import type { Criterion } from "@/lib/playbooks/schema";
import { aPlace } from "@/lib/testing/gate-facts";

const result = (criterion: Criterion, project: Partial<ProjectFacts> = {}) =>
  evaluateCriterion(criterion, aPlace(project));

const schemaShape = z.object({
  $defs: z.object({
    Criterion: z.object({
      oneOf: z.array(z.object({ properties: z.object({ kind: z.object({ const: z.string() }) }) })),
    }),
  }),
});

describe("the kinds of criteria", () => {
  it("are the same in the format of playbooks and in the table of evaluators", () => {
    const { $defs } = schemaShape.parse(playbookJsonSchema());
    const kinds = $defs.Criterion.oneOf.map(({ properties }) => properties.kind.const);
    expect(new Set(Object.keys(evaluators))).toEqual(new Set(kinds));
    expect(kinds).toHaveLength(new Set(kinds).size);
  });
});

describe("a check by a named role", () => {
  const criterion: Criterion = {
    id: "connections",
    kind: "check",
    role: "operations",
    check: "Every connection was tried.",
  };
  const said = (overrides: Partial<CheckFacts> = {}): CheckFacts => ({
    id: "k",
    gateId: "gate-1",
    criterionId: "connections",
    isTicked: true,
    setById: "jonas",
    name: "Jonas",
    role: "operations",
    iteration: 1,
    note: "",
    setAt: "2027-01-10T08:00:00.000Z",
    ...overrides,
  });

  it("is open until somebody of the role ticks it, and names the role that can", () => {
    expect(result(criterion)).toMatchObject({ status: "unknown", who: ["operations"] });
    expect(result(criterion, { checks: [said()] })).toMatchObject({
      status: "met",
      evidence: [{ kind: "check", label: "Jonas, 10 Jan 2027" }],
    });
  });

  it("is not met once it was un-ticked, and says who did and why", () => {
    const undone = said({ isTicked: false, note: "The account was replaced." });
    const found = result(criterion, { checks: [undone] });
    expect(found.status).toBe("not_met");
    expect(found.sentence).toContain("Jonas un-ticked");
    expect(found.sentence).toContain("The account was replaced.");
  });

  it("forgets a tick of another gate, another role and an iteration before the team went back", () => {
    for (const other of [{ gateId: "gate-2" }, { role: "lead" as const }, { criterionId: "x" }]) {
      expect(result(criterion, { checks: [said(other)] }).status).toBe("unknown");
    }
    const loops = [{ iteration: 2, fromNumber: 2, toNumber: 1 }];
    expect(result(criterion, { checks: [said()], loops, iteration: 2 }).status).toBe("unknown");
  });

  it("stays open inside its opposite while nobody has looked", () => {
    const opposite: Criterion = { id: "not", kind: "not", criterion };
    expect(result(opposite).status).toBe("unknown");
  });
});

const hash = "ab12cd34".repeat(8);
const other = "0f".repeat(32);
const base = { id: "recall", kind: "metric", metric: "recall", slice: "broker" } as const;
const recallOn = (dataSet: Extract<Criterion, { kind: "metric" }>["dataSet"]): Criterion => ({
  ...base,
  operator: "at-least",
  threshold: 0.6,
  dataSet,
});
const measured = (dataSetHash: string, value: number, measuredAt = "2027-01-10") => ({
  id: `${dataSetHash}-${measuredAt}`,
  name: "recall",
  slice: "broker",
  dataSetHash,
  value,
  unit: "",
  measuredAt,
  addedById: "ds",
});
const testSet = {
  id: "o1",
  stageId: "stage-1",
  key: "test-set",
  name: "Test set",
  kind: "evidence" as const,
  field: null,
  mandatory: true,
  isDropped: false,
};
const file = (sha256: string | null) => ({
  id: "e1",
  outputId: "o1",
  kind: "file",
  title: "Test set of June",
  sha256,
  effectiveOn: "2027-01-01",
  addedById: "ds",
});

describe("a metric on a data set", () => {
  it("counts what was measured on the hash it names, however it was written", () => {
    const wanted = recallOn({ hash });
    const metrics = [measured(`sha256:${hash.toUpperCase()}`, 0.63)];
    expect(result(wanted, { metrics }).status).toBe("met");
    expect(result(wanted, { metrics: [measured(hash, 0.5)] }).status).toBe("not_met");
  });

  it("knows nothing from another data set, not even from a newer and better value", () => {
    const metrics = [measured(hash, 0.5), measured(other, 0.9, "2027-01-14")];
    expect(result(recallOn({ hash }), { metrics }).status).toBe("not_met");
    const elsewhere = result(recallOn({ hash }), { metrics: [measured(other, 0.9)] });
    expect(elsewhere.status).toBe("unknown");
    expect(elsewhere.sentence).toContain("another data set (0f0f0f0f)");
    expect(result(recallOn({ hash }), { metrics: [measured("", 0.9)] }).status).toBe("unknown");
  });

  it("takes the hash of the file attached to an output, and follows it to its next revision", () => {
    const wanted = recallOn({ output: "test-set" });
    const metrics = [measured(hash, 0.63)];
    const attached = { metrics, outputs: [testSet], evidence: [file(hash)] };
    expect(result(wanted, attached)).toMatchObject({ status: "met" });
    expect(result(wanted, attached).sentence).toContain("recall (broker) on Test set is 0.63");
    expect(result(wanted, { ...attached, evidence: [file(other)] }).status).toBe("unknown");
  });

  it("is unknown while nothing with a hash is attached, and leads to where it can be", () => {
    const wanted = recallOn({ output: "test-set" });
    const metrics = [measured(hash, 0.63)];
    for (const evidence of [[], [file(null)]]) {
      expect(result(wanted, { metrics, outputs: [testSet], evidence })).toMatchObject({
        status: "unknown",
        href: "/projects/project/stages/stage-1?attach=o1",
      });
    }
    expect(result(wanted, { metrics }).status).toBe("unknown");
  });

  it("leads to the form filled with its name and slice", () => {
    expect(result(recallOn(undefined)).href).toBe(
      "/projects/project/evidence/metrics?attach=1&name=recall&slice=broker",
    );
  });
});
