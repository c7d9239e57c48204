import fc from "fast-check";
import { expect, test } from "vitest";
import { type StageFacts, stageStates } from "@/lib/projects/rules/stage-state";

const idle: StageFacts = { isTailoredOut: false, tasksStarted: 0, gateState: "locked" };

test("the first stage is active from the first day, the others wait for the gate before them", () => {
  expect(stageStates([idle, idle, idle])).toEqual(["active", "not_started", "not_started"]);
  expect(stageStates([{ ...idle, gateState: "passed" }, idle, idle])).toEqual([
    "done",
    "active",
    "not_started",
  ]);
});

test.each(["passed", "passed_with_conditions", "waived"] as const)(
  "a stage whose gate is %s is done",
  (gateState) => {
    expect(stageStates([{ ...idle, gateState }])).toEqual(["done"]);
  },
);

test.each(["lapsed", "rejected", "changes_requested", "in_review", "ready"] as const)(
  "a stage whose gate is %s is not done",
  (gateState) => {
    expect(stageStates([{ ...idle, gateState }])).toEqual(["active"]);
  },
);

test("a started task makes a later stage active although the gate before has not passed", () => {
  expect(stageStates([idle, { ...idle, tasksStarted: 1 }])).toEqual(["active", "active"]);
});

test("a stage switched off is passed over", () => {
  const off = { ...idle, isTailoredOut: true };
  expect(stageStates([{ ...idle, gateState: "passed" }, off, idle])).toEqual([
    "done",
    "tailored_out",
    "active",
  ]);
});

const aStage: fc.Arbitrary<StageFacts> = fc.record({
  isTailoredOut: fc.boolean(),
  tasksStarted: fc.nat(5),
  gateState: fc.option(fc.constantFrom("locked", "ready", "passed", "waived", "lapsed")),
});

test("unless everything is done or off, some stage is active", () => {
  fc.assert(
    fc.property(fc.array(aStage, { minLength: 1, maxLength: 12 }), (stages) => {
      const states = stageStates(stages);
      const isFinished = states.every((state) => state === "done" || state === "tailored_out");
      expect(states.includes("active")).toBe(!isFinished);
    }),
  );
});
