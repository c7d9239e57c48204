import { describe, expect, it } from "vitest";
import { outcomeOf, summaryOf } from "./summary";

const level = (likelihood: number, impact: number) => ({ likelihood, impact });

function review(
  before: ReturnType<typeof level> | null,
  after: ReturnType<typeof level>,
  more: { isStillTrue?: boolean; riskId?: string; byName?: string } = {},
) {
  return { riskId: "a", byName: "Ada", isStillTrue: true, before, after, ...more };
}

describe("what a meeting came to", () => {
  it("calls a review by where the level went", () => {
    expect(outcomeOf(review(level(3, 3), level(3, 3)))).toBe("confirmed");
    expect(outcomeOf(review(level(3, 3), level(4, 3)))).toBe("raised");
    expect(outcomeOf(review(level(3, 3), level(1, 5)))).toBe("lowered");
    expect(outcomeOf(review(level(3, 3), level(3, 3), { isStillTrue: false }))).toBe("closed");
    expect(outcomeOf(review(null, level(3, 3)))).toBe("confirmed");
  });

  it("follows the impact where the score stays", () => {
    expect(outcomeOf(review(level(4, 2), level(2, 4)))).toBe("raised");
    expect(outcomeOf(review(level(2, 4), level(4, 2)))).toBe("lowered");
  });

  it("counts a risk reviewed twice once, and names each person once", () => {
    const reviews = [
      review(level(1, 1), level(2, 2)),
      review(level(2, 2), level(1, 1), { byName: "Zoe" }),
      review(level(1, 1), level(1, 1), { riskId: "b" }),
    ];
    expect(summaryOf(reviews)).toEqual({
      risks: 2,
      confirmed: 1,
      raised: 1,
      lowered: 1,
      closed: 0,
      people: ["Ada", "Zoe"],
    });
  });
});
