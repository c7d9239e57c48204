import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAboveAppetite, mayMove, riskKey, scoreOf, severityOf } from "@/lib/risks/rules";
import { riskStatuses } from "@/lib/risks/schema";

const step = fc.integer({ min: 1, max: 5 });

describe("risk rules", () => {
  it("keeps every score of the matrix between 1 and 25", () => {
    fc.assert(
      fc.property(step, step, (likelihood, impact) => {
        const score = scoreOf({ likelihood, impact });
        expect(score).toBeGreaterThanOrEqual(1);
        expect(score).toBeLessThanOrEqual(25);
      }),
    );
  });

  it("never lets a higher score look less severe", () => {
    fc.assert(
      fc.property(step, step, step, step, (a, b, c, d) => {
        const [low, high] = [a * b, c * d].toSorted((left, right) => left - right);
        expect(severityOf(low ?? 0)).toBeLessThanOrEqual(severityOf(high ?? 0));
      }),
    );
  });

  it("draws the severity borders where the legend names them", () => {
    expect([1, 3, 4, 6, 8, 9, 10, 12, 15, 25].map(severityOf)).toEqual([
      1, 1, 2, 2, 3, 3, 4, 4, 5, 5,
    ]);
  });

  it("counts only open risks against the appetite, and only past the line", () => {
    expect(isAboveAppetite({ score: 15, status: "open" }, 14)).toBe(true);
    expect(isAboveAppetite({ score: 14, status: "open" }, 14)).toBe(false);
    expect(isAboveAppetite({ score: 25, status: "accepted" }, 14)).toBe(false);
    expect(isAboveAppetite({ score: 25, status: "closed" }, 14)).toBe(false);
  });

  it("reopens a closed risk before it can be accepted", () => {
    expect(mayMove("closed", "accepted")).toBe(false);
    expect(riskStatuses.filter((to) => mayMove("closed", to))).toEqual(["open"]);
  });

  it("writes keys with two digits, and more when needed", () => {
    expect([riskKey(4), riskKey(42), riskKey(142)]).toEqual(["R-04", "R-42", "R-142"]);
  });
});
