import { describe, expect, it } from "vitest";
import { dueOnOfNext, isStillRequested, withoutRound } from "@/lib/gates/policy/reopening";
import { evaluateGate } from "@/lib/gates/rules/evaluate-gate";
import type { ProjectFacts, RoundFacts } from "@/lib/gates/rules/gate-facts";
import { subjectChanges } from "@/lib/gates/rules/subject-changes";
import { coveredSubjects } from "@/lib/gates/rules/subjects";
import { aPlace, aPolicy, aRound, aTask } from "@/lib/testing/gate-facts";

const policy = aPolicy({ approvals: [{ role: "sponsor", quorum: 1, covers: ["report"] }] });
const output = {
  id: "o",
  stageId: "stage-1",
  key: "report",
  name: "Data quality report",
  kind: "evidence",
  field: null,
  mandatory: true,
  isDropped: false,
} as const;
const part = (id: string, title: string): ProjectFacts["evidence"][number] => ({
  id,
  outputId: "o",
  kind: "document",
  title,
  sha256: id,
  effectiveOn: "2027-01-01",
  addedById: "author",
});
const place = (project: Partial<ProjectFacts>) =>
  aPlace({ outputs: [output], ...project }, { policy });

const frozen = coveredSubjects(place({ evidence: [part("1", "Report v1")] }));
const stands = (project: Partial<ProjectFacts>, round: Partial<RoundFacts> = {}) => {
  const asked = aRound({ policy, subjects: frozen, ...round });
  const at = withoutRound(place({ rounds: [asked], ...project }), asked.id);
  return isStillRequested(at, asked, evaluateGate(at));
};

describe("the request of a voided round", () => {
  const evidence = [part("2", "Report v2")];
  const tasks = [aTask("one", { status: "todo" })];

  it("stands while its criteria hold, in every form", () => {
    expect(stands({ evidence })).toBe(true);
    expect(stands({ evidence, strictness: "regulated" })).toBe(true);
  });

  it("falls with its criteria unless it was early with a reason outside the regulated form", () => {
    expect(stands({ evidence, tasks })).toBe(false);
    expect(stands({ evidence, tasks }, { earlyReason: "The sponsor leaves." })).toBe(true);
    const early = { earlyReason: "The sponsor leaves." };
    expect(stands({ evidence, tasks, strictness: "regulated" }, early)).toBe(false);
  });

  it("falls when whoever asked may not ask any more, or the project is closed", () => {
    expect(stands({ evidence }, { requestedById: "gone" })).toBe(false);
    expect(stands({ evidence }, { requestedById: "sponsor" })).toBe(false);
    expect(stands({ evidence, status: "closed" })).toBe(false);
  });

  it("leaves the approvers as much time as a new one", () => {
    expect(dueOnOfNext({ dueOn: "2027-01-16" }, "2027-01-15")).toBe("2027-01-22");
    expect(dueOnOfNext({ dueOn: "2027-03-01" }, "2027-01-15")).toBe("2027-03-01");
  });
});

describe("what changed since a round was opened", () => {
  const changesTo = (...evidence: ProjectFacts["evidence"]) =>
    subjectChanges(aRound({ policy, subjects: frozen }), place({ evidence }));

  it("names what came and what no longer counts", () => {
    expect(changesTo(part("1", "Report v1"))).toEqual([]);
    expect(changesTo(part("1", "Report v1"), part("2", "Report v2"))).toEqual([
      "Data quality report: Report v2 was added.",
    ]);
    expect(changesTo(part("2", "Report v2"))).toEqual([
      "Data quality report: Report v2 was added, Report v1 no longer counts.",
    ]);
    expect(changesTo()).toEqual(["Data quality report: Report v1 no longer counts."]);
  });
});
