import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { axisEnd } from "@/lib/risk-pictures/rules/scale";

describe("the end of an axis", () => {
  it("is a round number that halves into whole ones and leaves at most half empty", () => {
    const check = fc.property(fc.integer({ min: 5, max: 1_000_000 }), (most) => {
      const end = axisEnd(most);
      expect(end).toBeGreaterThanOrEqual(most);
      expect(end).toBeLessThanOrEqual(2 * most);
      expect(end % 2).toBe(0);
    });
    fc.assert(check);
    expect([0, 3, 5, 9, 88, 144, 250, 401].map(axisEnd)).toEqual([4, 4, 6, 10, 100, 200, 400, 600]);
  });
});
