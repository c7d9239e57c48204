import { describe, expect, it } from "vitest";
import { stageEntry } from "@/lib/tasks/rules/stage-entry";

const openGate = { code: "G1", name: "Business case" };

describe("entering a stage", () => {
  it.each(["free", "warned", "refused"] as const)(
    "is open once the gate before holds (%s)",
    (entryRule) => {
      expect(stageEntry({ entryRule, openGate: null })).toEqual({ whyNot: null, warning: null });
    },
  );

  it("before the gate is free, warned or refused, as the form of the playbook says", () => {
    expect(stageEntry({ entryRule: "free", openGate })).toEqual({ whyNot: null, warning: null });
    const warned = stageEntry({ entryRule: "warned", openGate });
    expect(warned).toEqual({ whyNot: null, warning: expect.stringContaining("G1 Business case") });
    const refused = stageEntry({ entryRule: "refused", openGate });
    expect(refused).toEqual({ whyNot: expect.stringContaining("G1 Business case"), warning: null });
  });
});
