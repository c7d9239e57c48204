import fc from "fast-check";
import { expect, test } from "vitest";
import { isProjectKey, suggestProjectKey } from "@/lib/projects/rules/project-key";

test.each([
  ["Churn early warning", "CEW"],
  ["Pricing of motor policies", "PMP"],
  ["Fraud", "FRA"],
  ["Überschuss Vorhersage", "UV"],
  ["2nd claims triage", "CT"],
  ["The one", "ONE"],
  ["X", "XPR"],
  ["漢字", "PR"],
  ["", "PR"],
])("suggests for %s the key %s", (name, key) => {
  expect(suggestProjectKey(name)).toBe(key);
});

test("adds a number to a key that is taken", () => {
  expect(suggestProjectKey("Churn early warning", new Set(["CEW", "CEW2"]))).toBe("CEW3");
});

test("suggests a valid key that is not taken for any name", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.nat(30), (name, count) => {
      const taken = new Set<string>();
      for (let round = 0; round <= count; round += 1) {
        const key = suggestProjectKey(name, taken);
        expect(isProjectKey(key)).toBe(true);
        expect(taken.has(key)).toBe(false);
        taken.add(key);
      }
    }),
  );
});

test.each(["C", "cew", "1CEW", "CEWCEWCEW", "CE W", ""])("refuses %s", (key) => {
  expect(isProjectKey(key)).toBe(false);
});
