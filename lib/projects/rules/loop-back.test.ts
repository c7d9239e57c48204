import { expect, test } from "vitest";
import { type LoopStage, loopBackEffect, whyNotGoBack } from "@/lib/projects/rules/loop-back";
import { originStage } from "@/lib/projects/rules/origin-stage";

const stage = (number: number, state: LoopStage["state"] = "done"): LoopStage => ({
  id: `s${number}`,
  number,
  name: `Stage ${number}`,
  state,
});
const stages = [stage(1), stage(2), stage(3), stage(4, "active"), stage(5, "not_started")];
const tasks = stages.flatMap(({ id }) =>
  ["done", "doing", "todo", "tailored_out"].map((status) => ({
    id: `${id}-${status}`,
    stageId: id,
    status,
  })),
);
const gates = stages.map(({ id }) => ({ id: `g-${id}`, stageId: id, state: "passed" }));

function ends(from: number, to: number): { from: LoopStage; to: LoopStage } {
  const found = [stages[from - 1], stages[to - 1]];
  const [origin, target] = found;
  if (origin === undefined || target === undefined) {
    throw new Error("the stages are five");
  }
  return { from: origin, to: target };
}

test("reopens begun work of the target, marks later finished work, locks the gates before the origin", () => {
  const effect = loopBackEffect({ stages, tasks, gates, ...ends(4, 2), alsoReopen: new Set() });
  expect(effect.reopened.map(({ id }) => id)).toEqual(["s2-done", "s2-doing"]);
  expect(effect.toRecheck.map(({ id }) => id)).toEqual(["s3-done", "s4-done", "s5-done"]);
  expect(effect.gates.map(({ id }) => id)).toEqual(["g-s2", "g-s3"]);
});

test("reopens the later tasks the team names, and none before the target", () => {
  const alsoReopen = new Set(["s3-done", "s1-done", "s4-tailored_out", "s4-todo"]);
  const effect = loopBackEffect({ stages, tasks, gates, ...ends(4, 2), alsoReopen });
  expect(effect.reopened.map(({ id }) => id)).toEqual(["s2-done", "s2-doing", "s3-done"]);
  expect(effect.toRecheck.map(({ id }) => id)).toEqual(["s4-done", "s5-done"]);
});

test("leads to an earlier stage that is part of the project, from one that has begun", () => {
  expect(whyNotGoBack(stage(4, "active"), stage(2))).toBeNull();
  expect(whyNotGoBack(stage(2), stage(2))).toContain("before Stage 2");
  expect(whyNotGoBack(stage(2), stage(4))).toContain("before Stage 2");
  expect(whyNotGoBack(stage(4, "active"), stage(2, "tailored_out"))).toContain("switched off");
  expect(whyNotGoBack(stage(4, "tailored_out"), stage(2))).toContain("switched off");
  expect(whyNotGoBack(stage(5, "not_started"), stage(2))).toContain("has not begun");
});

test("sets out from the stage the project works in, the last one when all is done", () => {
  const placed = stages.map((each) => ({ ...each, estimateDays: 4, estimateDoneDays: 4 }));
  expect(originStage(placed, null)?.id).toBe("s4");
  expect(originStage(placed, { toStageId: "s2", fromStageId: "s4" })?.id).toBe("s4");
  const done = placed.map((each) => ({ ...each, state: "done" as const }));
  expect(originStage(done, null)?.id).toBe("s5");
});
