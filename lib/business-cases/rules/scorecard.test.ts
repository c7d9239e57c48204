import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CheckpointDays,
  checkpointDays,
  checkpoints,
  releasedOn,
} from "@/lib/business-cases/rules/checkpoints";
import { keysOfCriteria } from "@/lib/business-cases/rules/criterion-key";
import { objectivesMet } from "@/lib/business-cases/rules/objectives-met";
import { judge, type Reading, scoreRows } from "@/lib/business-cases/rules/scorecard";
import type { SuccessCriterion } from "@/lib/business-cases/schema";
import { addDays } from "@/lib/kernel/calendar";
import { aFullCase } from "@/lib/testing/inputs/business-cases";

const stage = (key: string, overrides: Record<string, unknown> = {}) => ({
  key,
  planEndOn: "2027-02-01",
  actualEndOn: null,
  isTailoredOut: false,
  gatePassedOn: null,
  ...overrides,
});

const days: CheckpointDays = checkpointDays({
  stages: [stage("evaluation", { actualEndOn: "2027-01-10" }), stage("deployment")],
  goLiveOn: "2027-02-01",
});

const [churn, recall] = aFullCase().successCriteria;
function criterion(overrides: Partial<SuccessCriterion> = {}): SuccessCriterion {
  if (churn === undefined) {
    throw new Error("The sample case names no criterion.");
  }
  return { ...churn, measuredOn: null, ...overrides };
}

let next = 0;
function reading(of: SuccessCriterion, overrides: Partial<Reading> = {}): Reading {
  next += 1;
  const [criterionKey = ""] = keysOfCriteria([of]);
  const base = { id: `r${next}`, criterionKey, value: 9, supersedesId: null };
  return { ...base, checkpoint: "days_90", ...overrides };
}

function answer(criteria: SuccessCriterion[], readings: Reading[], today = "2027-12-31") {
  return objectivesMet(scoreRows({ criteria, readings, days, today })).verdict;
}

describe("checkpoints", () => {
  it("count from the day the last releasing gate passed, or the day the lead set", () => {
    const stages = [
      stage("deployment", { gatePassedOn: "2027-03-01" }),
      stage("prepare-for-production", { gatePassedOn: "2027-03-20" }),
      stage("development-to-production", { gatePassedOn: "2027-04-01" }),
      stage("monitoring-and-feedback", { gatePassedOn: "2027-05-01" }),
    ];
    expect(releasedOn(stages)).toBe("2027-04-01");
    expect(checkpointDays({ stages, goLiveOn: null }).days_30.on).toBe("2027-05-01");
    expect(checkpointDays({ stages, goLiveOn: "2027-06-01" }).days_180.on).toBe("2027-11-28");
    expect(checkpointDays({ stages: [], goLiveOn: null }).go_live.on).toBeNull();
  });

  it("takes the planned end of evaluation for a plan, never for a missed day", () => {
    const planned = checkpointDays({ stages: [stage("model-evaluation")], goLiveOn: null });
    expect(planned.evaluation).toEqual({ on: "2027-02-01", isPlanned: true });
    const [row] = scoreRows({
      criteria: [criterion()],
      readings: [],
      days: planned,
      today: "2030-01-01",
    });
    expect(row?.cells[0]?.state).toBe("not_due");
  });
});

describe("a cell of the scorecard", () => {
  it("is overdue from the day after its day, and not before", () => {
    const at = (today: string) =>
      scoreRows({ criteria: [criterion()], readings: [], days, today })[0]?.cells[2]?.state;
    expect(at("2027-03-03")).toBe("not_due");
    expect(at("2027-03-04")).toBe("overdue");
  });

  it("asks for a measure on its own day when that is later than a checkpoint", () => {
    const late = criterion({ measuredOn: "2028-06-30" });
    const [row] = scoreRows({ criteria: [late], readings: [], days, today: "2028-07-01" });
    expect(row?.cells.map(({ state }) => state)).toEqual([
      "not_due",
      "not_due",
      "not_due",
      "not_due",
      "overdue",
    ]);
    expect(row?.cells.at(-1)?.dueOn).toBe("2028-06-30");
  });

  it("counts the last correction and keeps every earlier reading", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1 }), (values) => {
        const chain = values.map((value, index) =>
          reading(criterion(), {
            id: `c${index}`,
            value,
            supersedesId: index === 0 ? null : `c${index - 1}`,
          }),
        );
        const shuffled = chain.toSorted((a, b) => a.value - b.value);
        const [row] = scoreRows({
          criteria: [criterion()],
          readings: shuffled,
          days,
          today: "2027-12-31",
        });
        const cell = row?.cells[3];
        expect(cell?.reading?.value).toBe(values.at(-1));
        expect(cell?.corrected).toHaveLength(values.length - 1);
      }),
    );
  });

  it("judges both directions alike: the mirrored measure has the mirrored answer", () => {
    const number = fc.integer({ min: -100, max: 100 });
    fc.assert(
      fc.property(number, number, number, (value, minimum, target) => {
        const up = judge({ minimum, target, direction: "at-least" }, value);
        const down = judge({ minimum: -minimum, target: -target, direction: "at-most" }, -value);
        expect(up).toBe(down);
      }),
    );
  });
});

describe("keysOfCriteria", () => {
  it("gives every row a key of its own that survives a change of its limits", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("Churn", "churn ", "Cost")), (measures) => {
        const rows = measures.map((measure) => criterion({ measure }));
        const keys = keysOfCriteria(rows);
        expect(new Set(keys).size).toBe(rows.length);
        const moved = rows.map((row) => ({ ...row, target: 1, minimum: 2, reader: "Ada" }));
        expect(keysOfCriteria(moved)).toEqual(keys);
      }),
    );
    expect(keysOfCriteria([criterion({ unit: "EUR" })])).not.toEqual(keysOfCriteria([criterion()]));
  });
});

describe("did it meet its objectives", () => {
  // Churn: at most 10 counts, at most 9 is the target.
  const cost = criterion({ measure: "Cost of a call" });

  it("follows the rule for one measure", () => {
    expect(answer([criterion()], [reading(criterion(), { value: 9 })])).toBe("met");
    expect(answer([criterion()], [reading(criterion(), { value: 10 })])).toBe("partly");
    expect(answer([criterion()], [reading(criterion(), { value: 10.1 })])).toBe("not_met");
    expect(answer([criterion()], [])).toBe("unknown");
    expect(answer([criterion()], [], "2027-01-01")).toBe("too_early");
    expect(answer([], [])).toBe("unknown");
  });

  it("asks for every measure at the latest checkpoint, and only for measures of the business", () => {
    const both = [criterion(), cost];
    const first = reading(criterion());
    expect(answer(both, [first])).toBe("unknown");
    expect(answer(both, [first, reading(cost, { checkpoint: "days_30" })])).toBe("unknown");
    expect(answer(both, [first, reading(cost)])).toBe("met");
    const model = criterion({ ...recall, measuredOn: null });
    const miss = reading(model, { value: 1 });
    expect(answer([criterion(), model], [first, miss])).toBe("met");
  });

  it("lets a later reading overrule an earlier one", () => {
    const early = reading(criterion(), { checkpoint: "days_30", value: 20 });
    expect(answer([criterion()], [early])).toBe("not_met");
    expect(answer([criterion()], [early, reading(criterion(), { value: 8 })])).toBe("met");
  });

  it("never gets better when a reading gets worse, and one missed minimum always decides", () => {
    const rank = { met: 3, partly: 2, not_met: 1, too_early: 0, unknown: 0 };
    const value = fc.double({ min: 0, max: 20, noNaN: true });
    fc.assert(
      fc.property(value, value, fc.double({ min: 0, max: 5, noNaN: true }), (a, b, worse) => {
        const both = [criterion(), cost];
        const other = reading(cost, { value: b });
        const before = answer(both, [reading(criterion(), { value: a }), other]);
        const after = answer(both, [reading(criterion(), { value: a + worse }), other]);
        expect(rank[after]).toBeLessThanOrEqual(rank[before]);
        expect(before === "not_met").toBe(a > 10 || b > 10);
      }),
    );
  });

  it("says one sentence for whatever is on record", () => {
    const cells = fc.record({
      checkpoint: fc.constantFrom(...checkpoints),
      value: fc.double({ min: 0, max: 20, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(cells, { selector: (cell) => cell.checkpoint }),
        fc.nat(400),
        (given, after) => {
          const readings = given.map((cell) => reading(criterion(), cell));
          const today = addDays("2027-01-01", after);
          const rows = scoreRows({ criteria: [criterion(), cost], readings, days, today });
          const { sentence } = objectivesMet(rows);
          expect(sentence).toMatch(/^(Yes|No|Partly|Too early|Not known)[^\n]+\.$/);
        },
      ),
    );
  });
});
