import { describe, expect, it } from "vitest";
import { placeEntry } from "@/lib/journal/rules/place-entry";

const stage = { id: "s1" };
const task = { id: "t1", stageId: "s1" };

describe("where an entry belongs", () => {
  it("is the stage named, or the one of its task, or the project", () => {
    const none = { stageId: null, taskId: null };
    expect(placeEntry(none, { stage: null, task: null })).toEqual({ ok: true, stageId: null });
    const byTask = { stageId: null, taskId: "t1" };
    expect(placeEntry(byTask, { stage: null, task })).toEqual({ ok: true, stageId: "s1" });
    const byBoth = { stageId: "s1", taskId: "t1" };
    expect(placeEntry(byBoth, { stage, task })).toEqual({ ok: true, stageId: "s1" });
  });

  it("is never a place the project does not have", () => {
    const wanted = { stageId: "s1", taskId: "t1" };
    const noStage = placeEntry(wanted, { stage: null, task });
    expect(noStage).toMatchObject({ ok: false, path: "stageId" });
    expect(placeEntry(wanted, { stage, task: null })).toMatchObject({ ok: false, path: "taskId" });
    const elsewhere = placeEntry(wanted, { stage, task: { id: "t1", stageId: "s2" } });
    expect(elsewhere).toMatchObject({ ok: false, path: "taskId" });
  });
});
