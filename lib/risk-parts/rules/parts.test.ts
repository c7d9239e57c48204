import { describe, expect, it } from "vitest";
import {
  type Assignment,
  assignmentsOf,
  issuesOf,
  namesByPart,
  partsThatCount,
  seenOf,
} from "@/lib/risk-parts/rules/parts";

const people = new Map([
  ["m", "Maren Holt"],
  ["p", "Priya Raman"],
  ["t", "Tomas Weber"],
]);
const nobody = { responsible: [], accountable: null, consulted: [], informed: [] };
const does = (userId: string): Assignment => ({ userId, part: "responsible" });

describe("who does what", () => {
  it("is what the stage says, unless the risk says otherwise", () => {
    expect(partsThatCount([], [does("m")])).toEqual({ wordOf: "stage", parts: [does("m")] });
    expect(partsThatCount([does("p")], [does("m")])).toEqual({
      wordOf: "risk",
      parts: [does("p")],
    });
    expect(partsThatCount([], [])).toEqual({ wordOf: "nobody", parts: [] });
  });

  it("has one accountable at most, and each person once", () => {
    const table = assignmentsOf({ ...nobody, responsible: ["m", "m"], accountable: "p" });
    expect(table).toEqual([does("m"), { userId: "p", part: "accountable" }]);
    expect(issuesOf(table, people)).toEqual([]);
  });

  it("lets whoever does it answer for it as well, and nobody have two other parts", () => {
    const both = assignmentsOf({ ...nobody, responsible: ["m"], accountable: "m" });
    expect(issuesOf(both, people)).toEqual([]);
    const twice = assignmentsOf({ ...nobody, consulted: ["t"], informed: ["t"] });
    expect(issuesOf(twice, people)).toEqual([
      {
        path: "informed",
        message: "Tomas Weber has two parts, consulted and informed. One is enough.",
      },
    ]);
  });

  it("takes nobody who is no part of the project", () => {
    const table = assignmentsOf({ ...nobody, informed: ["x"] });
    expect(issuesOf(table, people)).toEqual([
      { path: "informed", message: "Choose people who are part of this project." },
    ]);
  });

  it("is known by a mark that no order changes and every change does", () => {
    const one = [does("m"), does("p")];
    expect(seenOf(one)).toBe(seenOf(one.toReversed()));
    expect(seenOf(one)).not.toBe(seenOf([does("m")]));
    expect(seenOf([does("m")])).not.toBe(seenOf([{ userId: "m", part: "informed" }]));
  });

  it("is told by names, part by part", () => {
    const table = assignmentsOf({ ...nobody, responsible: ["p", "m"], accountable: "x" });
    expect(namesByPart(table, people)).toEqual({
      responsible: "Maren Holt, Priya Raman",
      accountable: "somebody who left",
      consulted: null,
      informed: null,
    });
  });
});
