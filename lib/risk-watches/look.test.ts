import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dateOf } from "@/lib/kernel/calendar";
import { breachWords, lookAt, type SeenFacts } from "@/lib/risk-watches/rules/look";
import { readRule } from "@/lib/risk-watches/rules/watch-issues";
import { watchOperators } from "@/lib/risk-watches/rules/watch-kinds";
import { effectWords, ruleWords, type WatchRule } from "@/lib/risk-watches/rules/watch-words";

const today = "2026-11-27";
const nothing: SeenFacts = { latest: null, living: null, wasAttached: false };
const measured = (value: number, unit = ""): SeenFacts => ({
  ...nothing,
  latest: { value, unit, measuredAt: dateOf("2026-11-20") },
});
const recall: WatchRule = {
  kind: "metric",
  metricName: "recall",
  slice: "broker",
  operator: "at_least",
  threshold: 0.8,
};
const report: WatchRule = { kind: "evidence", evidenceKind: "fairness_report", maxAgeDays: 90 };
const dated = (effectiveOn: string): SeenFacts => ({
  ...nothing,
  living: { title: "Fairness by channel", effectiveOn },
  wasAttached: true,
});

describe("a watch on a metric", () => {
  it("says nothing against a risk as long as nothing was ever measured", () => {
    expect(lookAt(recall, nothing, today)).toEqual({
      state: "unknown",
      seen: "recall (broker) has never been measured",
      since: null,
    });
  });

  it("holds on the very limit only where the limit is allowed", () => {
    const states = watchOperators.map((operator) => {
      const rule = { ...recall, operator };
      return [operator, ...[0.7, 0.8, 0.9].map((at) => lookAt(rule, measured(at), today).state)];
    });
    expect(states).toEqual([
      ["at_least", "breached", "holds", "holds"],
      ["at_most", "holds", "holds", "breached"],
      ["above", "breached", "breached", "holds"],
      ["below", "holds", "breached", "breached"],
    ]);
  });

  it("names the value, its unit, its day and what was expected", () => {
    const look = lookAt(recall, measured(71, "%"), today);
    expect(breachWords(recall, look)).toBe(
      "Recall (broker) was 71 %, measured on 20 Nov 2026; the watch expects that recall (broker) is at least 0.8.",
    );
  });

  it("keeps the name of a metric as it is written", () => {
    const rule = { ...recall, metricName: "recall_gap", slice: "" };
    expect(breachWords(rule, lookAt(rule, measured(0.2), today))).toMatch(/^recall_gap was 0[.]2,/);
  });

  it("is either held or breached by any number, and opposite operators disagree on all but the limit", () => {
    const opposites = [
      ["at_least", "below"],
      ["at_most", "above"],
    ] as const;
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(number, number, fc.constantFrom(...opposites), (value, threshold, pair) => {
        const [left, right] = pair.map(
          (operator) => lookAt({ ...recall, operator, threshold }, measured(value), today).state,
        );
        expect(new Set([left, right])).toEqual(new Set(["holds", "breached"]));
      }),
    );
  });
});

describe("a watch on evidence", () => {
  it("is unknown where none was ever attached, and breached where what there was is gone", () => {
    expect(lookAt(report, nothing, today)).toMatchObject({
      state: "unknown",
      seen: "a fairness report was never attached",
    });
    expect(lookAt(report, { ...nothing, wasAttached: true }, today)).toMatchObject({
      state: "breached",
      seen: "no fairness report is in force any more",
    });
  });

  it("is breached from the day after the last allowed one, and says so also much later", () => {
    const allowed = addDays(today, -90);
    expect(lookAt(report, dated(allowed), today).state).toBe("holds");
    expect(lookAt(report, dated(addDays(allowed, -1)), today)).toMatchObject({
      state: "breached",
      since: dateOf(today),
    });
    expect(lookAt(report, dated(addDays(allowed, -11)), today).since).toEqual(
      dateOf(addDays(today, -10)),
    );
  });

  it("never breaches by age where no age is asked", () => {
    const days = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(days, (age) => {
        const look = lookAt({ ...report, maxAgeDays: null }, dated(addDays(today, -age)), today);
        expect(look.state).toBe("holds");
      }),
    );
  });

  it("never holds again by the passing of days", () => {
    const days = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(days, days, days, (age, limit, later) => {
        const facts = dated(addDays(today, -age));
        const rule = { ...report, maxAgeDays: limit + 1 };
        const now = lookAt(rule, facts, today).state;
        const then = lookAt(rule, facts, addDays(today, later)).state;
        expect([now, then]).not.toEqual(["breached", "holds"]);
      }),
    );
  });
});

describe("the words of a watch", () => {
  it("say what is expected and what a breach raises", () => {
    expect(ruleWords(report)).toBe(
      "the project has a fairness report that is not older than 90 days",
    );
    expect(ruleWords({ ...report, evidenceKind: "explainability_report", maxAgeDays: null })).toBe(
      "the project has an explainability report",
    );
    expect(effectWords({ likelihood: 1, impact: 2 })).toBe(
      "likelihood by 1 step and impact by 2 steps",
    );
    expect(effectWords({ likelihood: 0, impact: 1 })).toBe("impact by 1 step");
  });

  it("say what is missing of a watch at the field where it is missing", () => {
    const empty = {
      metricName: null,
      slice: "",
      operator: "at_least" as const,
      threshold: null,
      evidenceKind: null,
      maxAgeDays: null,
      likelihoodEffect: 0,
      impactEffect: 0,
    };
    const pathsOf = (kind: "metric" | "evidence") => {
      const read = readRule({ ...empty, kind });
      return "issues" in read ? read.issues.map(({ path }) => path) : [];
    };
    expect(pathsOf("metric")).toEqual(["metricName", "threshold", "likelihoodEffect"]);
    expect(pathsOf("evidence")).toEqual(["evidenceKind", "likelihoodEffect"]);
  });
});
