import { describe, expect, it } from "vitest";
import { acceptedSide, meetsLimit } from "@/lib/gates/rules/limit";

describe("a limit", () => {
  it("holds as its operator says, also at the threshold itself", () => {
    const at = (operator: Parameters<typeof acceptedSide>[0]) =>
      [0.4, 0.5, 0.6].map((value) => meetsLimit(value, { operator, threshold: 0.5 }));
    expect(at("at-least")).toEqual([false, true, true]);
    expect(at("more-than")).toEqual([false, false, true]);
    expect(at("at-most")).toEqual([true, true, false]);
    expect(at("less-than")).toEqual([true, false, false]);
    expect(at("equal-to")).toEqual([false, true, false]);
  });

  it("is met by no value that is no number", () => {
    expect(meetsLimit(Number.NaN, { operator: "at-most", threshold: 0.5 })).toBe(false);
  });

  it("accepts what lies on the side that is shaded", () => {
    expect(acceptedSide("more-than")).toBe("above");
    expect(acceptedSide("at-most")).toBe("below");
    expect(acceptedSide("equal-to")).toBe("at");
  });
});
