import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isInMatrix } from "@/lib/risks/rules/matrix";
import { plainMatrix } from "@/lib/risks/rules/plain-matrix";
import { type Answer, answerAfter, firstAnswer, fitted, isTouched } from "./answer";

const matrix = plainMatrix({ rows: 5, columns: 4 });
const risk = { current: { likelihood: 3, impact: 2 }, knowledge: "moderate" } as const;

/** The answer after these keys, and what was said of the last one. */
function typed(keys: readonly string[], begin: Answer = firstAnswer(risk)) {
  let answer = begin;
  let said = "";
  for (const key of keys) {
    const heard = answerAfter(matrix, answer, key);
    answer = heard?.answer ?? answer;
    said = heard?.said ?? said;
  }
  return { answer, said };
}

describe("answering by keys", () => {
  it("says nothing in advance of whether a risk is still true", () => {
    expect(firstAnswer(risk)).toMatchObject({ isStillTrue: "", likelihood: 3, impact: 2 });
    expect(typed(["y"]).answer.isStillTrue).toBe("yes");
    expect(typed(["y", "n"]).answer.isStillTrue).toBe("no");
  });

  it("takes the first digit as likelihood and the second as impact, in turn", () => {
    expect(typed(["5", "1"]).answer).toMatchObject({ likelihood: 5, impact: 1 });
    expect(typed(["5", "1", "2"]).answer).toMatchObject({ likelihood: 2, impact: 1 });
    expect(typed(["5"]).said).toMatch(/^Likelihood 5, .+ The next digit is the impact[.]$/);
  });

  it("begins with the likelihood again after Backspace", () => {
    expect(typed(["5", "Backspace", "4"]).answer).toMatchObject({ likelihood: 4, impact: 2 });
  });

  it("refuses a step the matrix does not have, and waits for another", () => {
    const refused = typed(["5", "6"]);
    expect(refused.said).toBe("The matrix has 4 steps of impact.");
    expect(refused.answer).toMatchObject({ likelihood: 5, impact: 2, awaits: "impact" });
    expect(typed(["0"]).answer).toEqual(firstAnswer(risk));
  });

  it("gives no level to a risk that is not true any more", () => {
    expect(typed(["n", "5"]).answer).toMatchObject({ likelihood: 3, impact: 2 });
  });

  it("turns the strength of knowledge through its three words", () => {
    expect(typed(["s"]).answer.knowledge).toBe("strong");
    expect(typed(["s", "s"]).answer.knowledge).toBe("weak");
    expect(typed(["s", "s", "s"]).answer.knowledge).toBe("moderate");
  });

  it("leaves other keys to the page", () => {
    for (const key of ["j", "k", "a", "Enter", "Tab", "/"]) {
      expect(answerAfter(matrix, firstAnswer(risk), key)).toBeNull();
    }
  });

  it("never comes to a level outside of the matrix, whatever is pressed", () => {
    const keys = fc.array(fc.constantFrom(..."0123456789ynsjk", "Backspace"));
    fc.assert(
      fc.property(keys, (pressed) => {
        expect(isInMatrix(matrix, typed(pressed).answer)).toBe(true);
      }),
    );
  });
});

describe("an answer that is kept", () => {
  it("is worth keeping once something is said, and not for which digit comes next", () => {
    expect(isTouched(firstAnswer(risk), risk)).toBe(false);
    expect(isTouched({ ...firstAnswer(risk), awaits: "impact" }, risk)).toBe(false);
    expect(isTouched(typed(["y"]).answer, risk)).toBe(true);
    expect(isTouched({ ...firstAnswer(risk), note: "Seen again." }, risk)).toBe(true);
  });

  it("is brought into the matrix of today", () => {
    const kept = { ...firstAnswer(risk), likelihood: 6, impact: Number.NaN };
    expect(fitted(matrix, kept)).toMatchObject({ likelihood: 5, impact: 1 });
  });
});
