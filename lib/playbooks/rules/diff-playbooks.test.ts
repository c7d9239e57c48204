import { describe, expect, test } from "vitest";
import { diffPlaybooks, isEmptyDiff } from "@/lib/playbooks/rules/diff-playbooks";
import type { Strictness } from "@/lib/playbooks/schema";
import { strictnessLevels } from "@/lib/playbooks/schema";
import { samplePlaybook } from "@/lib/testing/sample-playbook";

function diff(replacements: Record<string, string>, strictness: Strictness = "standard") {
  return diffPlaybooks({ from: samplePlaybook(), to: samplePlaybook(replacements) }, strictness);
}

const makeIt = "      - id: make-it\n";
const extraTask = `      - id: read-it
        name: Read it
        purpose: Have a second person look.
        role: lead
        guidance: Read errors first.
        outputs: [thing]
        estimate: { low: 1, likely: 1, high: 1 }
`;

test.each(strictnessLevels)("a version equals itself in the %s form", (level) => {
  expect(isEmptyDiff(diff({}, level))).toBe(true);
});

describe("tasks", () => {
  test("added ones are named with their stage", () => {
    const { tasksAdded, tasksRemoved } = diff({ [makeIt]: extraTask + makeIt });
    expect(tasksAdded).toEqual([{ id: "read-it", name: "Read it", stage: "build" }]);
    expect(tasksRemoved).toEqual([]);
  });

  test("removed ones are named with their stage", () => {
    const versions = {
      from: samplePlaybook({ [makeIt]: extraTask + makeIt }),
      to: samplePlaybook(),
    };
    expect(diffPlaybooks(versions, "lite").tasksRemoved).toEqual([
      { id: "read-it", name: "Read it", stage: "build" },
    ]);
  });

  test("changed ones say which fields read differently", () => {
    const { tasksChanged } = diff({
      "guidance: Start simple.": "guidance: Start with a baseline.",
      "{ low: 2, likely: 4, high: 8 }": "{ low: 2, likely: 5, high: 8 }",
    });
    expect(tasksChanged).toEqual([
      { id: "make-it", name: "Make it", stage: "build", fields: ["guidance", "estimate"] },
    ]);
  });

  test("a task that starts at a lighter form is new only to the form that lacked it", () => {
    const lighter = {
      "        from: standard\n        guidance: Start from": "        guidance: Start from",
    };
    expect(diff(lighter, "lite").tasksAdded.map(({ id }) => id)).toEqual(["list-risks"]);
    expect(isEmptyDiff(diff(lighter, "standard"))).toBe(true);
  });
});

describe("approvals of a gate", () => {
  test("an approval added reopens the gate, and only that gate", () => {
    const { gates } = diff({
      "- { role: lead, quorum: 1, covers: [thing, aims] }":
        "- { role: lead, quorum: 1, covers: [thing, aims] }\n        - { role: domain_expert, quorum: 1 }",
    });
    expect(gates).toHaveLength(1);
    expect(gates[0]).toMatchObject({
      gate: { id: "G2", name: "Built" },
      stage: "build",
      approvalsAdded: [{ role: "domain_expert", quorum: 1 }],
      approvalsDropped: [],
      reopens: true,
    });
  });

  test("a changed quorum is the old approval dropped and the new one added", () => {
    const [change] = diff({ "quorum: 1, veto: true": "quorum: 2, veto: true" }).gates;
    expect(change?.approvalsAdded.map(({ role, quorum }) => [role, quorum])).toEqual([
      ["sponsor", 2],
    ]);
    expect(change?.approvalsDropped.map(({ role, quorum }) => [role, quorum])).toEqual([
      ["sponsor", 1],
    ]);
  });

  test("a change above the project's strictness does not touch the project", () => {
    const stricter = {
      "- { role: risk_reviewer, quorum: 1, from": "- { role: risk_reviewer, quorum: 3, from",
    };
    expect(isEmptyDiff(diff(stricter, "standard"))).toBe(true);
    expect(diff(stricter, "regulated").gates[0]?.reopens).toBe(true);
  });

  test("an approval that keeps its content but begins earlier is no change where it was asked", () => {
    const earlier = {
      "quorum: 1, veto: true, covers: [business-case], from: standard":
        "quorum: 1, veto: true, covers: [business-case]",
    };
    expect(isEmptyDiff(diff(earlier, "standard"))).toBe(true);
    expect(diff(earlier, "lite").gates[0]?.approvalsAdded).toHaveLength(1);
  });
});

describe("criteria of a gate", () => {
  test("criteria added and dropped are listed, a moved threshold as both", () => {
    const [change] = diff({ "threshold: 0.8": "threshold: 0.9" }).gates;
    expect(change?.criteriaAdded.map(({ id }) => id)).toEqual(["good"]);
    expect(change?.criteriaDropped.map(({ id }) => id)).toEqual(["good"]);
    expect(change?.reopens).toBe(true);
  });

  test("a dropped criterion reopens the gate: what it passed on is no longer what is asked", () => {
    const [change] = diff({
      "        - { id: case, kind: signed, subject: business-case, from: standard }\n": "",
    }).gates;
    expect(change?.criteriaDropped.map(({ id }) => id)).toEqual(["case"]);
    expect(change?.reopens).toBe(true);
  });

  test("a question put in other words is shown and reopens nothing", () => {
    const [change] = diff({ "Is it good enough?": "Is it good enough to show?" }).gates;
    expect(change).toMatchObject({ policyChanged: ["question"], reopens: false });
  });

  test("a criterion put in other words is no change", () => {
    const named = "{ id: case, name: The case is signed, kind: signed,";
    expect(isEmptyDiff(diff({ "{ id: case, kind: signed,": named }))).toBe(true);
  });

  test.each([
    ["expires", { "expires: P180D": "expires: P90D" }],
    ["separation", { "separation: [requester-not-approver]": "separation: [one-person-one-role]" }],
    ["refusals", { "      expires: P180D": "      refusals: majority\n      expires: P180D" }],
    ["id", { "id: G2": "id: G3" }],
  ] as const)("another %s reopens the gate", (field, replacements) => {
    expect(diff(replacements).gates[0]).toMatchObject({ policyChanged: [field], reopens: true });
  });
});

describe("what a gate asks of its stage", () => {
  test("a new task reopens a gate that asks for every task", () => {
    const added = {
      "      - id: list-risks\n": `${extraTask.replace("[thing]", "[aims]")}      - id: list-risks\n`,
    };
    expect(diff(added).gates.map(({ gate }) => gate.id)).toEqual(["G1"]);
    const excepted = { ...added, "except: [define-aims]": "except: [define-aims, read-it]" };
    const before = samplePlaybook({ "except: [define-aims]": "except: [define-aims]" });
    const change = diffPlaybooks({ from: before, to: samplePlaybook(excepted) }, "standard");
    expect(change.gates[0]?.criteriaAdded.map(({ id }) => id)).toEqual(["tasks"]);
  });

  test("a new mandatory output reopens a gate that asks for every output, an optional one does not", () => {
    const all = {
      "kind: outputs-attached, outputs: [risk-list], from": "kind: outputs-attached, from",
    };
    const withOutput = (mandatory: string) =>
      samplePlaybook({
        ...all,
        "outputs: [aims]\n": "outputs: [aims, map]\n",
        "      - { id: aims,": `      - { id: map, name: Map, kind: document${mandatory} }\n      - { id: aims,`,
      });
    const reopened = (mandatory: string) =>
      diffPlaybooks({ from: samplePlaybook(all), to: withOutput(mandatory) }, "standard").gates;
    expect(reopened("").map(({ gate }) => gate.id)).toEqual(["G1"]);
    expect(reopened(", mandatory: false")).toEqual([]);
  });
});

describe("stages", () => {
  const from = samplePlaybook();
  const withoutBuild = { ...from, stages: from.stages.slice(0, 1), loops: [] };

  test("added and removed ones are named, together with their tasks", () => {
    const removed = diffPlaybooks({ from, to: withoutBuild }, "standard");
    expect(removed.stagesRemoved).toEqual([{ id: "build", name: "Build" }]);
    expect(removed.tasksRemoved.map(({ id }) => id)).toEqual(["make-it"]);
    const added = diffPlaybooks({ from: withoutBuild, to: from }, "standard");
    expect(added.stagesAdded).toEqual([{ id: "build", name: "Build" }]);
    expect(added.gates).toEqual([]);
  });

  test("another order is seen even when nothing else differs", () => {
    const to = { ...from, stages: from.stages.toReversed() };
    expect(diffPlaybooks({ from, to }, "standard").stagesReordered).toBe(true);
  });
});
