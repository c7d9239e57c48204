import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "@/lib/kernel/calendar";
import { defaultPlan, isWeekday } from "@/lib/projects/rules/default-plan";
import {
  type PlannedSpan,
  plannedDayOf,
  plannedDays,
  planPositionOn,
  positionOf,
  slipDays,
  type WorkedStage,
} from "@/lib/projects/rules/position";

const states = ["not_started", "active", "done", "tailored_out"] as const;
const stage = (state: WorkedStage["state"], done = 0): WorkedStage => ({
  state,
  estimateDays: 10,
  estimateDoneDays: done,
});

test("is the last active stage and the share of its work done", () => {
  expect(positionOf([stage("done", 10), stage("active", 5), stage("not_started")])).toBe(1.5);
  expect(positionOf([stage("active", 2), stage("active", 5), stage("not_started")])).toBe(1.5);
});

test("is the end when nothing is left to do, and no division by an empty estimate", () => {
  expect(positionOf([stage("done"), stage("tailored_out")])).toBe(2);
  expect(positionOf([{ state: "active", estimateDays: 0, estimateDoneDays: 0 }])).toBe(0);
});

test("follows the gates from the target on while a way back is open", () => {
  const stages = [stage("done"), stage("active", 0), stage("active", 8), stage("active", 5)];
  expect(positionOf(stages)).toBe(3.5);
  expect(positionOf(stages, { toIndex: 1, fromIndex: 3 })).toBe(1);
  const passedAgain = [stage("done"), stage("done"), stage("active", 8), stage("active", 5)];
  expect(positionOf(passedAgain, { toIndex: 1, fromIndex: 3 })).toBe(2.8);
  const back = [stage("done"), stage("done"), stage("done"), stage("active", 5)];
  expect(positionOf(back, { toIndex: 1, fromIndex: 3 })).toBe(3.5);
});

test("never leaves the trail", () => {
  const aStage = fc.record({
    state: fc.constantFrom(...states),
    estimateDays: fc.double({ min: 0, max: 500, noNaN: true }),
    estimateDoneDays: fc.double({ min: 0, max: 900, noNaN: true }),
  });
  const aLoop = fc.option(fc.record({ toIndex: fc.nat(12), fromIndex: fc.nat(12) }));
  fc.assert(
    fc.property(fc.array(aStage, { maxLength: 12 }), aLoop, (stages, loop) => {
      const position = positionOf(stages, loop);
      expect(position).toBeGreaterThanOrEqual(0);
      expect(position).toBeLessThanOrEqual(stages.length);
    }),
  );
});

function planned(startOn: string, durations: readonly number[]): PlannedSpan[] {
  const stages = durations.map((durationDays) => ({ durationDays }));
  return defaultPlan(startOn, stages).map((span) => ({ ...span, isTailoredOut: false }));
}

// Monday 2 November 2026, two weeks, then one week.
const plan = planned("2026-11-02", [10, 5]);

test("the plan is at the start of a stage on its first morning and between stages at its end", () => {
  expect(planPositionOn("2026-10-01", plan)).toBe(0);
  expect(planPositionOn("2026-11-02", plan)).toBe(0);
  expect(planPositionOn("2026-11-09", plan)).toBe(0.5);
  expect(planPositionOn("2026-11-15", plan)).toBe(1);
  expect(planPositionOn("2026-11-16", plan)).toBe(1);
  expect(planPositionOn("2027-01-01", plan)).toBe(2);
});

test("slip counts the days since the plan was where the project is", () => {
  const at = (position: number) => slipDays("2026-11-18", { position, stages: plan });
  expect(at(0.5)).toBe(9);
  expect(at(planPositionOn("2026-11-18", plan))).toBe(0);
  expect(at(1.8)).toBe(-2);
  expect(slipDays("2026-11-15", { position: 0.9, stages: plan })).toBe(0);
});

test("a stage switched off is not in the plan", () => {
  const [first, second] = planned("2026-11-02", [5, 5]);
  const rest = planned("2026-11-09", [5])[0];
  if (first === undefined || second === undefined || rest === undefined) {
    throw new Error("a plan of two stages has two spans");
  }
  const stages = [first, { ...second, isTailoredOut: true }, rest];
  expect(planPositionOn("2026-11-11", stages)).toBeCloseTo(2.4);
  expect(plannedDayOf(1, stages)).toBe("2026-11-09");
  expect(plannedDays(stages)).toBe(12);
  expect(plannedDayOf(0, [])).toBeNull();
  expect(plannedDays([])).toBe(0);
});

const aPlan = fc
  .record({
    offset: fc.integer({ min: 0, max: 400 }),
    durations: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 9 }),
  })
  .map(({ offset, durations }) => planned(addDays("2026-01-01", offset), durations));

test("a project that does what the plan says never slips, and the plan never goes backwards", () => {
  fc.assert(
    fc.property(aPlan, fc.integer({ min: -30, max: 400 }), (stages, offset) => {
      const today = addDays(stages[0]?.startOn ?? "", offset);
      const position = planPositionOn(today, stages);
      expect(planPositionOn(addDays(today, 1), stages)).toBeGreaterThanOrEqual(position);
      const last = stages.at(-1)?.endOn ?? "";
      if (offset >= 0 && today <= last && isWeekday(today)) {
        expect(plannedDayOf(position, stages)).toBe(today);
        expect(slipDays(today, { position, stages })).toBe(0);
      }
    }),
  );
});
