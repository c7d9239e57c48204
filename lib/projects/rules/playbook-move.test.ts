import fc from "fast-check";
import { expect, test } from "vitest";
import { mergedStageOrder, taskColumnsToSet, whyNotMove } from "@/lib/projects/rules/playbook-move";
import { samplePlaybook } from "@/lib/testing/sample-playbook";

test("a stage the new version lacks stays behind the stage it followed", () => {
  expect(mergedStageOrder(["a", "b", "c"], ["a", "x", "c"])).toEqual(["a", "b", "x", "c"]);
  expect(mergedStageOrder(["a", "b", "c"], ["c", "b"])).toEqual(["a", "c", "b"]);
});

test("no stage is lost, none is doubled, and the new version keeps its order", () => {
  const keys = fc.uniqueArray(fc.constantFrom(..."abcdefghij"), { maxLength: 10 });
  fc.assert(
    fc.property(keys, keys, (before, after) => {
      const order = mergedStageOrder(before, after);
      expect(new Set(order)).toEqual(new Set([...before, ...after]));
      expect(order).toHaveLength(new Set(order).size);
      expect(order.filter((key) => after.includes(key))).toEqual(after);
    }),
  );
});

function firstTask(replacements: Record<string, string> = {}) {
  const [task] = samplePlaybook(replacements).stages[0]?.tasks ?? [];
  if (task === undefined) {
    throw new Error("the sample has a task");
  }
  return task;
}

const asShipped = {
  name: "Define the aims",
  purpose: "Say what should change.",
  guidance: "Give every aim a number.",
  role: "lead",
  estimateLowDays: 1,
  estimateLikelyDays: 2,
  estimateHighDays: 4,
  needs: [],
};

test("takes over what the new version changed", () => {
  const to = firstTask({
    "name: Define the aims": "name: Agree on aims",
    "likely: 2": "likely: 3",
  });
  expect(taskColumnsToSet({ from: firstTask(), to }, asShipped)).toEqual({
    name: "Agree on aims",
    estimateLowDays: 1,
    estimateLikelyDays: 3,
    estimateHighDays: 4,
  });
});

test("keeps what the team made its own, the estimate as a whole", () => {
  const to = firstTask({
    "name: Define the aims": "name: Agree on aims",
    "likely: 2": "likely: 3",
  });
  const own = { ...asShipped, name: "Aims with the board", estimateHighDays: 9 };
  expect(taskColumnsToSet({ from: firstTask(), to }, own)).toEqual({});
});

test("changes nothing where the versions agree", () => {
  expect(taskColumnsToSet({ from: firstTask(), to: firstTask() }, asShipped)).toEqual({});
});

test("a project moves to newer versions of its own playbook only", () => {
  const from = { playbookId: "p", number: 2 };
  const to = (number: number, playbookId = "p") => ({
    status: "active" as const,
    from,
    to: { playbookId, number },
  });
  expect(whyNotMove(to(3))).toBeNull();
  expect(whyNotMove(to(2))).toContain("newer");
  expect(whyNotMove(to(3, "q"))).toContain("its playbook");
  expect(whyNotMove({ status: "active", from, to: null })).toContain("published");
  expect(whyNotMove({ ...to(3), status: "closed" })).toContain("closed");
});
