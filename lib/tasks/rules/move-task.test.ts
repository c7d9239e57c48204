import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  effectOfMove,
  movesFrom,
  needsReason,
  offeredMoves,
  whyNotMove,
} from "@/lib/tasks/rules/move-task";
import { taskMoves, taskStatuses } from "@/lib/tasks/schema";

const anyStatus = fc.constantFrom(...taskStatuses);
const anyMove = fc.constantFrom(...taskMoves);
const anyTask = fc.record({
  status: anyStatus,
  missingOutputs: fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }),
  startedAt: fc.option(fc.date({ noInvalidDate: true })),
});
const at = new Date("2026-03-02T09:00:00Z");

describe("the status machine of a task", () => {
  it("knows exactly the moves of its table", () => {
    fc.assert(
      fc.property(anyTask, anyMove, (task, to) => {
        const known = (movesFrom[task.status] as readonly string[]).includes(to);
        const refusal = whyNotMove(task, { to, reason: "because" });
        expect(refusal === null).toBe(known);
        expect(refusal?.sentence ?? "a sentence.").toMatch(/\.$/);
      }),
    );
  });

  it("leads from every status but switched off to every other in at most three moves", () => {
    const reach = (from: (typeof taskStatuses)[number]) => {
      let reached = new Set<string>([from]);
      for (let step = 0; step < 3; step += 1) {
        const next = [...reached].flatMap((status) => [
          ...movesFrom[status as keyof typeof movesFrom],
        ]);
        reached = new Set([...reached, ...next]);
      }
      return reached;
    };
    for (const status of taskMoves) {
      expect(reach(status)).toEqual(new Set<string>(taskMoves));
    }
    expect([...reach("tailored_out")]).toEqual(["tailored_out"]);
  });

  it("wants a reason for what blocks, and for done without the outputs", () => {
    const doing = { status: "doing", missingOutputs: ["Data report"] } as const;
    expect(whyNotMove(doing, { to: "blocked", reason: "" })?.field).toBe("reason");
    expect(whyNotMove(doing, { to: "done", reason: "" })).toEqual({
      field: "reason",
      sentence: expect.stringContaining("Data report"),
    });
    expect(whyNotMove({ ...doing, missingOutputs: [] }, { to: "done", reason: "" })).toBeNull();
  });

  it("keeps a reason only where it was wanted", () => {
    fc.assert(
      fc.property(anyTask, anyMove, (task, to) => {
        const effect = effectOfMove(task, { to, reason: "because", at });
        const kept = effect.blockedReason !== "" || effect.doneReason !== "";
        expect(kept).toBe(needsReason(task, to));
        expect(effect.doneAt === null).toBe(to !== "done");
      }),
    );
  });

  it("remembers the first start until the task is put back to do", () => {
    const started = new Date("2026-02-01T09:00:00Z");
    const task = { status: "doing", missingOutputs: [], startedAt: started } as const;
    const reason = "No data yet.";
    expect(effectOfMove(task, { to: "blocked", reason, at }).startedAt).toBe(started);
    expect(effectOfMove(task, { to: "done", reason: "", at }).startedAt).toBe(started);
    expect(effectOfMove(task, { to: "todo", reason: "", at }).startedAt).toBeNull();
    const blocked = { status: "blocked", missingOutputs: [], startedAt: null } as const;
    expect(effectOfMove(blocked, { to: "doing", reason: "", at }).startedAt).toBe(at);
  });

  it("offers every other status, all forbidden with one sentence to whoever may not work", () => {
    fc.assert(
      fc.property(anyTask, (task) => {
        const offers = offeredMoves(task, "Not yours.");
        expect(offers.map((offer) => offer.to)).not.toContain(task.status);
        expect(offers.every((offer) => offer.whyNot === "Not yours.")).toBe(true);
      }),
    );
  });
});
