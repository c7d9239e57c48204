import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spanWords } from "@/lib/portfolio/rules/day-words";
import { gateLabel } from "@/lib/portfolio/rules/gate-label";
import { type IterationLoop, iterationsOf } from "@/lib/portfolio/rules/iterations";
import { drawableTrail, miniTrailOf } from "@/lib/portfolio/rules/mini-trail";
import {
  filterOfAddress,
  isNarrowed,
  portfolioHref,
  readPortfolioAddress,
} from "@/lib/portfolio/rules/portfolio-address";
import { slipSentence, slipTone, slipWords } from "@/lib/portfolio/rules/slip-words";
import type { GateFacts, LoopFacts, StageFacts } from "@/lib/portfolio/rules/stage-facts";
import { stageNote } from "@/lib/portfolio/rules/stage-note";
import { standingOf } from "@/lib/portfolio/rules/standing";
import { taskProgress } from "@/lib/portfolio/rules/task-progress";
import { trailViewOf } from "@/lib/portfolio/rules/trail-view";
import { stageProgress } from "@/lib/projects/rules/trail-geometry";

const today = "2026-11-12";

const aGate = (overrides: Partial<GateFacts> = {}): GateFacts => ({
  id: "g",
  code: "G3",
  name: "Data readiness",
  state: "locked",
  passedOn: null,
  ...overrides,
});

const aStage = (overrides: Partial<StageFacts> = {}): StageFacts & { tasks: [] } => ({
  id: "s",
  number: 4,
  name: "Modeling",
  group: "CRISP-DM",
  planStartOn: "2026-11-01",
  planEndOn: "2026-11-14",
  firstPlanStartOn: "2026-10-23",
  firstPlanEndOn: "2026-11-05",
  actualStartOn: null,
  actualEndOn: null,
  isTailoredOut: false,
  tasksTotal: 4,
  tasksStarted: 3,
  tasksDone: 2,
  tasksBlocked: 0,
  estimateDays: 10,
  estimateDoneDays: 5,
  gate: aGate(),
  tasks: [],
  ...overrides,
});

describe("the third line of a stage", () => {
  const note = (
    state: Parameters<typeof stageNote>[0]["state"],
    more: { visits?: number; isLast?: boolean; stage?: Partial<StageFacts> } = {},
  ) =>
    stageNote({
      stage: aStage(more.stage),
      state,
      visits: more.visits ?? 1,
      isLast: more.isLast ?? false,
      today,
    });

  it("counts tasks and days of a stage under way, and goes on counting past its end", () => {
    expect(note("active")).toBe("2 of 4, day 12 of 14");
    expect(note("active", { stage: { planEndOn: "2026-11-10" } })).toBe("2 of 4, day 12 of 10");
    expect(note("active", { stage: { planStartOn: "2026-11-14" } })).toBe("2 of 4, from 14 Nov");
  });

  it("says how long a finished stage took, or how often work came through it", () => {
    const finished = { actualStartOn: "2026-10-01", actualEndOn: "2026-10-09" };
    expect(note("done", { stage: finished })).toBe("2 of 4, 9 days");
    expect(note("done", { visits: 2 })).toBe("2 of 4, twice");
    expect(note("done", { visits: 3 })).toBe("2 of 4, 3 times");
  });

  it("gives the plan of a stage to come", () => {
    const plan = { planStartOn: "2026-11-23", planEndOn: "2026-12-04" };
    expect(note("not_started", { stage: plan })).toBe("23 Nov to 4 Dec");
    expect(note("not_started", { stage: plan, isLast: true })).toBe("from 23 Nov");
    expect(note("tailored_out")).toBe("tailored out");
  });

  it("names the month once, and the year only of days that are far off", () => {
    expect(spanWords({ startOn: "2026-12-07", endOn: "2026-12-11" }, today)).toBe("7 to 11 Dec");
    expect(spanWords({ startOn: "2026-12-14", endOn: "2027-01-08" }, today)).toBe(
      "14 Dec to 8 Jan",
    );
    expect(spanWords({ startOn: "2027-11-01", endOn: "2027-12-03" }, today)).toBe(
      "1 Nov 2027 to 3 Dec 2027",
    );
  });
});

describe("slip", () => {
  it("is printed with a true minus, and loud only when it is off plan", () => {
    expect([9, 0, -2].map(slipWords)).toEqual(["+9 d", "0 d", "\u22122 d"]);
    expect([9, 0, -1].map(slipSentence)).toEqual(["9 days late", "on plan", "1 day early"]);
    expect([3, 4, 20, 21].map(slipTone)).toEqual(["idle", "warn", "warn", "bad"]);
  });

  it("stands in the gate's label with when it passed or is due", () => {
    const passed = aGate({ state: "passed", passedOn: "2026-10-23" });
    expect(gateLabel(passed, { dateOn: "2026-10-23", slipDays: 9, today })).toBe(
      "G3 Data readiness: passed on 23 Oct, 9 days late",
    );
    expect(gateLabel(aGate(), { dateOn: "2026-11-09", slipDays: 0, today })).toBe(
      "G3 Data readiness: locked, was due 9 Nov, on plan",
    );
  });
});

describe("progress of a task", () => {
  const statuses = ["todo", "doing", "done", "blocked", "tailored_out"] as const;

  it("is full only when somebody said done, whatever was logged", () => {
    const someTask = fc.record({
      id: fc.constant("t"),
      status: fc.constantFrom(...statuses),
      estimate: fc.double({ min: 0, max: 100, noNaN: true }),
      logged: fc.double({ min: 0, max: 1000, noNaN: true }),
    });
    fc.assert(
      fc.property(someTask, (task) => {
        const progress = taskProgress(task);
        expect(progress).toBeGreaterThanOrEqual(0);
        expect(progress === 1).toBe(task.status === "done");
      }),
    );
  });

  it("shows work that began before any day was logged", () => {
    expect(taskProgress({ id: "t", status: "doing", estimate: 4, logged: 0 })).toBe(0.1);
    expect(taskProgress({ id: "t", status: "doing", estimate: 4, logged: 2 })).toBe(0.5);
  });
});

const aLoop = (overrides: Partial<LoopFacts> = {}): LoopFacts => ({
  fromStageId: "b",
  toStageId: "a",
  iteration: 2,
  who: "Priya Raman",
  on: "2026-10-12",
  reason: "data_quality_failure",
  reasonText: "Notes leaked the label.",
  isOpen: false,
  ...overrides,
});

function aProject(overrides: Partial<Parameters<typeof standingOf>[0]> = {}) {
  const stages = [
    aStage({
      id: "a",
      number: 1,
      gate: aGate({ id: "ga", code: "G1", state: "passed", passedOn: "2026-11-01" }),
    }),
    aStage({ id: "b", number: 2 }),
  ];
  return {
    status: "active" as const,
    statusReason: "",
    closedOn: null,
    stages,
    loops: [aLoop()],
    risksAboveAppetite: { count: 0, firstNumber: null },
    overdueConditions: 0,
    ...overrides,
  };
}

describe("the trail of a project", () => {
  const trailOf = (facts: ReturnType<typeof aProject>) =>
    trailViewOf({
      projectId: "p",
      stages: facts.stages as ReturnType<typeof aStage>[],
      loops: facts.loops,
      standing: standingOf(facts, today),
      today,
    });

  it("dates a passed gate by its pass and a coming one by the plan of today", () => {
    const { stages } = trailOf(aProject());
    expect(stages[0]?.gate).toMatchObject({ dateOn: "2026-11-01", slipDays: -4 });
    expect(stages[1]?.gate).toMatchObject({ dateOn: "2026-11-14", slipDays: 9 });
    expect(stages[1]?.href).toBe("/projects/p/stages/b");
  });

  it("draws the way back with who and why, and counts both passes", () => {
    const { loops, stages } = trailOf(aProject());
    expect(loops).toEqual([
      {
        fromIndex: 1,
        toIndex: 0,
        iteration: 2,
        who: "Priya Raman",
        at: "12 Oct",
        reason: "Notes leaked the label.",
      },
    ]);
    expect(stages[0]?.note).toBe("2 of 4, twice");
  });

  it("turns slate while paused, with the reason somebody gave", () => {
    const facts = aProject({ status: "paused", statusReason: "Waits for the data licence." });
    expect(trailOf(facts).paused).toBe(true);
    expect(standingOf(facts, today).health).toEqual({
      state: "paused",
      reason: "Waits for the data licence.",
    });
  });

  it("stops slipping on the day it was closed", () => {
    const closed = standingOf(aProject({ status: "closed", closedOn: "2026-11-02" }), today);
    const open = standingOf(aProject(), today);
    expect(closed.slipDays).toBeLessThan(open.slipDays);
  });

  it("keeps its progress when it becomes one row of a list", () => {
    const facts = aProject();
    const standing = standingOf(facts, today);
    const mini = miniTrailOf(facts.stages, { standing, loops: [] });
    const drawn = drawableTrail(mini, { slipDays: standing.slipDays, paused: "moving" });
    expect(drawn.stages.map(stageProgress)).toEqual([1, 0.5]);
    expect(drawn.position).toBe(1.5);
  });
});

describe("iterations", () => {
  const loop = (iteration: number, costBeforeDays: number): IterationLoop => ({
    iteration,
    on: "2026-10-12",
    fromNumber: 4,
    toNumber: 3,
    reason: "metric_short",
    reasonText: "",
    outcome: "",
    costBeforeDays,
  });

  it("cost what was logged between one beginning and the next, and add up to all of it", () => {
    const costs = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(costs, (steps) => {
        const totals = steps.map((_, place) =>
          steps.slice(0, place + 1).reduce((sum, days) => sum + days, 0),
        );
        const loops = totals.slice(0, -1).map((total, place) => loop(place + 2, total));
        const loggedDays = totals.at(-1) ?? 0;
        const passes = iterationsOf({ startOn: "2026-08-24", loggedDays, loops });
        expect(passes.map((pass) => pass.costDays)).toEqual(steps.toReversed());
      }),
    );
  });

  it("leave only the newest one open", () => {
    const passes = iterationsOf({ startOn: "2026-08-24", loggedDays: 39, loops: [loop(2, 30)] });
    expect(passes.map(({ number, path, outcome }) => [number, path, outcome])).toEqual([
      [2, "Stage 4 back to 3", "Open"],
      [1, "First pass", "Went back"],
    ]);
  });
});

describe("the address of the portfolio", () => {
  it("passes over what it should not say instead of failing", () => {
    const address = readPortfolioAddress({
      health: "splendid",
      stage: "-3",
      owner: "me",
      sort: ["name", "risk"],
      unit: "Life",
    });
    expect(address).toEqual({ unit: "Life" });
    expect(isNarrowed(address)).toBe(true);
    expect(isNarrowed(readPortfolioAddress({ sort: "name" }))).toBe(false);
  });

  it("keeps other filters, clears on undefined and starts paging anew", () => {
    const address = readPortfolioAddress({ unit: "Life", stage: "4", cursor: "abc" });
    expect(portfolioHref(address, { stage: undefined })).toBe("/portfolio?unit=Life");
    expect(portfolioHref(address, { cursor: "def" })).toContain("cursor=def");
    expect(portfolioHref({})).toBe("/portfolio");
  });

  it("becomes the input of the list", () => {
    const address = readPortfolioAddress({ view: "off-plan", gate: "ready", status: "all" });
    expect(filterOfAddress(address)).toEqual({
      gate: "ready",
      status: "all",
      offPlan: true,
      waitingOnMe: false,
    });
  });
});
