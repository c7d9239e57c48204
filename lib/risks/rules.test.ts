import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countsAboveAppetite, riskKey, scoreOf } from "@/lib/risks/rules";

const step = fc.integer({ min: 1, max: 6 });

describe("risk rules", () => {
  it("never lets a step more lower the score", () => {
    fc.assert(
      fc.property(step, step, (likelihood, impact) => {
        const score = scoreOf({ likelihood, impact });
        expect(scoreOf({ likelihood: likelihood + 1, impact })).toBeGreaterThan(score);
        expect(scoreOf({ likelihood, impact: impact + 1 })).toBeGreaterThan(score);
      }),
    );
  });

  it("counts only open risks against the appetite, and only beyond the line", () => {
    expect(countsAboveAppetite({ isAboveAppetite: true, status: "open" })).toBe(true);
    expect(countsAboveAppetite({ isAboveAppetite: false, status: "open" })).toBe(false);
    expect(countsAboveAppetite({ isAboveAppetite: true, status: "accepted" })).toBe(false);
    expect(countsAboveAppetite({ isAboveAppetite: true, status: "closed" })).toBe(false);
  });

  it("writes keys with two digits, and more when needed", () => {
    expect([riskKey(4), riskKey(42), riskKey(142)]).toEqual(["R-04", "R-42", "R-142"]);
  });
});
