import { describe, expect, it } from "vitest";
import { bandLabels } from "@/lib/risk-pictures/rules/ages";
import {
  ageingFinding,
  burnDownFinding,
  changeFinding,
  exposureFinding,
  treatingFinding,
} from "@/lib/risk-pictures/rules/findings";

describe("the sentence of a picture", () => {
  const then = { on: "2026-09-01", open: 15, score: 142 };

  it("says how the exposure moved over the period, and how many risks are open", () => {
    const now = { on: "2026-11-27", open: 12, score: 96 };
    expect(burnDownFinding([then, now])).toBe(
      "Exposure fell from 142 to 96 since 1 Sep 2026; 12 risks are open, 3 fewer than then.",
    );
    expect(burnDownFinding([now, { ...then, open: 1 }])).toContain("rose from 96 to 142");
    expect(burnDownFinding([then, { ...then, on: "2026-11-27" }])).toBe(
      "Exposure stayed at 142 since 1 Sep 2026; 15 risks are open, as many as then.",
    );
    expect(burnDownFinding([])).toBe("No risk has been raised yet.");
  });

  it("counts what happened between two maps", () => {
    const on = "2026-09-01";
    const counts = [
      { kind: "closed", count: 1 },
      { kind: "raised", count: 3 },
    ];
    expect(changeFinding({ on, counts })).toBe("Since 1 Sep 2026: 3 raised, 1 closed.");
    expect(changeFinding({ on, counts: [] })).toBe("Since 1 Sep 2026 nothing has moved.");
  });

  it("names the part that carries the most", () => {
    const data = { name: "Data", count: 5, above: 1, current: 40 };
    const vendor = { name: "Vendor", count: 1, above: 0, current: 10 };
    expect(exposureFinding([vendor, data])).toBe(
      "Data carries the most: 40 of 50, 80 %. Of its 5 risks, 1 stands above the appetite.",
    );
    expect(exposureFinding([vendor])).toContain("Of its 1 risk, none stand above");
    expect(exposureFinding([])).toContain("no risk is alive");
  });

  it("names the oldest risk, and how many are older than the last bands say", () => {
    const oldest = { number: 1, projectKey: "CEW", days: 132 };
    expect(ageingFinding({ open: 12, old: 4, oldFrom: 91, oldest })).toBe(
      "4 of 12 open risks are older than 90 days; the oldest is R-01 of CEW, 132 days.",
    );
    expect(ageingFinding({ open: 1, old: 0, oldFrom: 91, oldest })).toContain(
      "None of 1 open risk",
    );
    expect(ageingFinding({ open: 0, old: 0, oldFrom: 91, oldest: null })).toBe("No risk is open.");
  });

  it("gives the median of the highest level with enough cases, and says when none has", () => {
    const labels = ["Low", "Moderate", "High"];
    const labelOf = (level: number) => labels[level - 1] ?? "";
    const few = { level: 3, cases: 4, waiting: 2, median: 3 };
    const many = { level: 2, cases: 9, waiting: 0, median: 12.5 };
    expect(treatingFinding([few, many], labelOf)).toBe(
      "Half of the risks raised as Moderate were treated within 12.5 days (9 cases).",
    );
    expect(treatingFinding([few], labelOf)).toBe(
      "4 risks were treated; a median needs 5 of one level.",
    );
    expect(treatingFinding([], labelOf)).toBe("No risk has been treated in this time.");
  });
});

describe("bands of age", () => {
  it("follow each other without a gap", () => {
    expect(bandLabels).toEqual([
      "0 to 14",
      "15 to 30",
      "31 to 60",
      "61 to 90",
      "91 to 180",
      "181 and more",
    ]);
  });
});
