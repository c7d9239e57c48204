import fc from "fast-check";
import { expect, test } from "vitest";
import { type HealthFacts, healthOf } from "@/lib/projects/rules/health";

const well: HealthFacts = {
  rejectedGate: null,
  risksAboveAppetite: { count: 0, firstKey: null },
  lapsedGate: null,
  overdueConditions: 0,
  slipDays: 0,
  plannedDays: 100,
};
const gate = { code: "G3", name: "Data ready" };

test.each<[string, Partial<HealthFacts>, string]>([
  ["a rejected gate", { rejectedGate: gate }, "G3 Data ready was rejected."],
  [
    "a risk above appetite",
    { risksAboveAppetite: { count: 1, firstKey: "CEW-R4" } },
    "Risk CEW-R4 is above appetite and not accepted.",
  ],
  [
    "several risks above appetite",
    { risksAboveAppetite: { count: 3, firstKey: "CEW-R4" } },
    "3 risks are above appetite and not accepted.",
  ],
  [
    "slip beyond a fifth",
    { slipDays: 21 },
    "21 days behind plan, more than a fifth of the 100 planned.",
  ],
])("%s is off track", (_, facts, reason) => {
  expect(healthOf({ ...well, ...facts })).toEqual({ health: "off_track", reason });
});

test.each<[string, Partial<HealthFacts>, string]>([
  ["a lapsed gate", { lapsedGate: gate }, "G3 Data ready passed once and no longer holds."],
  ["an overdue condition", { overdueConditions: 1 }, "A condition of a gate is overdue."],
  ["overdue conditions", { overdueConditions: 2 }, "2 conditions of gates are overdue."],
  [
    "slip of exactly a fifth",
    { slipDays: 20 },
    "20 days behind plan, more than a tenth of the 100 planned.",
  ],
])("%s is at risk", (_, facts, reason) => {
  expect(healthOf({ ...well, ...facts })).toEqual({ health: "at_risk", reason });
});

test.each([
  [0, "On plan."],
  [10, "10 days behind plan, within a tenth of the 100 planned."],
  [-1, "1 day ahead of plan."],
])("a slip of %i days is on track", (slipDays, reason) => {
  expect(healthOf({ ...well, slipDays })).toEqual({ health: "on_track", reason });
});

const someFacts: fc.Arbitrary<HealthFacts> = fc.record({
  rejectedGate: fc.option(fc.constant(gate)),
  risksAboveAppetite: fc.record({ count: fc.nat(3), firstKey: fc.option(fc.string()) }),
  lapsedGate: fc.option(fc.constant(gate)),
  overdueConditions: fc.nat(3),
  slipDays: fc.integer({ min: -200, max: 200 }),
  plannedDays: fc.nat(400),
});
const rank = { on_track: 0, at_risk: 1, off_track: 2 };

test("more slip never makes a project healthier, and every state has its reason", () => {
  fc.assert(
    fc.property(someFacts, fc.nat(100), (facts, more) => {
      const before = healthOf(facts);
      const after = healthOf({ ...facts, slipDays: facts.slipDays + more });
      expect(rank[after.health]).toBeGreaterThanOrEqual(rank[before.health]);
      expect(before.reason).toMatch(/^[A-Z0-9].*\.$/s);
    }),
  );
});
