import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { auditEvent } from "@/lib/audit/events";
import type { ProjectFacts } from "@/lib/gates/rules/gate-facts";
import { nextAgeing } from "@/lib/gates/rules/next-ageing";
import type { LapseCause } from "@/lib/gates/rules/next-state";
import { noticeOfRunOut, type RunOut, runOutKinds } from "@/lib/gates/rules/run-out";
import { toldOfLapse } from "@/lib/gates/rules/told-of-lapse";
import { eventOfRunOut } from "@/lib/gates/store/run-out-event";
import { addDays } from "@/lib/kernel/calendar";
import { aPerson, aPlace, aPolicy, aRound, aWaiver } from "@/lib/testing/gate-facts";

const report = (effectiveOn: string, id = effectiveOn): ProjectFacts["evidence"][number] => ({
  id,
  outputId: null,
  kind: "test_report",
  title: `Report of ${effectiveOn}`,
  sha256: null,
  effectiveOn,
  addedById: "author",
});

describe("when evidence becomes too old", () => {
  const fresh = { id: "fresh", kind: "evidence", evidenceKind: "test-report" } as const;
  const policy = aPolicy({
    criteria: [
      { id: "either", kind: "any", criteria: [{ ...fresh, maxAgeDays: 30 }] },
      { ...fresh, id: "any-age" },
    ],
  });
  const agesAt = (...days: string[]) =>
    nextAgeing(aPlace({ evidence: days.map((day) => report(day)) }, { policy }));

  it("is the day after the last day on which the newest is young enough", () => {
    expect(agesAt("2027-01-01")).toBe("2027-02-01T00:00:00.000Z");
    expect(agesAt("2027-01-01", "2027-01-10")).toBe("2027-02-10T00:00:00.000Z");
  });

  it("is never when it is missing, too old already, or its age is not asked", () => {
    expect(agesAt()).toBeNull();
    expect(agesAt("2026-11-01")).toBeNull();
    expect(nextAgeing(aPlace({ evidence: [report("2027-01-01")] }))).toBeNull();
  });

  it("lies always after the moment of asking", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -400, max: 0 })), (ages) => {
        const at = agesAt(...ages.map((age) => addDays("2027-01-15", age)));
        return at === null || at > "2027-01-15T12:00:00.000Z";
      }),
    );
  });
});

const decision = {
  id: "d",
  role: "sponsor",
  verdict: "approve",
  signatureId: "s",
  delegatedFromId: null,
} as const;

describe("who hears that a gate lapsed", () => {
  const people = ["lead", "sponsor", "reviewer", "owner", "author"].map((name) =>
    aPerson(name, name === "lead" ? "lead" : "data_scientist"),
  );
  const rounds = [
    aRound({ outcome: "passed", decisions: [{ ...decision, approverId: "sponsor" }] }),
  ];
  const criterion = (id: string, kind: string) =>
    ({
      kind: "criterion",
      criterion: { id: "c", kind, evidence: [{ kind: "risk", id, label: "", href: "" }] },
    }) as unknown as LapseCause;
  const place = aPlace({
    people,
    rounds,
    waivers: [
      aWaiver({ grants: [{ role: "risk_reviewer", grantedById: "reviewer", signatureId: "s" }] }),
    ],
    risks: [
      {
        id: "r",
        number: 1,
        title: "Leak",
        score: 25,
        isAboveAppetite: true,
        ownerId: "owner",
        stageKey: null,
        isAccepted: false,
      },
    ],
    evidence: [report("2027-01-01", "e")],
    conditions: [
      {
        id: "c",
        gateId: "gate-1",
        roundNumber: 1,
        code: "C1",
        text: "Measure it",
        ownerId: "owner",
        ownerName: "Owner",
        setById: "gone",
        dueOn: "2027-01-14",
        blocksGateId: null,
        isMet: false,
      },
    ],
  });
  const namesFor = (cause: LapseCause) => toldOfLapse(place, cause).flatMap((told) => told.userIds);

  it.each([
    [{ kind: "approval" }, ["lead", "sponsor"]],
    [{ kind: "subject" }, ["lead", "sponsor"]],
    [{ kind: "waiver" }, ["lead", "reviewer"]],
    [{ kind: "condition", conditionId: "c" }, ["lead", "owner"]],
    [criterion("r", "risks-within-appetite"), ["lead", "sponsor", "owner"]],
    [criterion("e", "evidence"), ["lead", "author"]],
    [criterion("m", "metric"), ["lead"]],
  ] satisfies [LapseCause, string[]][])("after %j: %j, and nobody who left", (cause, names) => {
    expect(namesFor(cause)).toEqual(names);
  });

  it("tells a lead who also granted it once", () => {
    const own = { role: "sponsor", grantedById: "lead", signatureId: "s" } as const;
    const at = aPlace({ people, waivers: [aWaiver({ grants: [own] })] });
    const told = toldOfLapse(at, { kind: "waiver" });
    expect(told).toEqual([{ userIds: ["lead"], because: "because you lead the project" }]);
  });
});

describe("what ran out", () => {
  const ended = (kind: RunOut["kind"]): RunOut => ({
    kind,
    id: "1",
    projectId: "p",
    gateId: kind === "evidence" || kind === "acceptance" ? null : "g",
    dueAt: new Date("2027-01-16T00:00:00.000Z"),
    endedOn: "2027-01-15",
    code: "G1",
    title: "Consent",
    number: 4,
    people: [],
    riskId: kind === "acceptance" ? "r" : null,
  });

  it.each(runOutKinds)(
    "has an event of the catalogue for %s, but for mere age and for a renewal, whose round has its own",
    (kind) => {
      const event = eventOfRunOut(ended(kind));
      expect(event === null).toBe(kind === "age" || kind === "renewal");
      expect(event === null || auditEvent.safeParse(event).success).toBe(true);
    },
  );

  it("is worth a notice of its own where people wait for it, whatever its gate does", () => {
    const kinds = runOutKinds.filter(
      (kind) => noticeOfRunOut(ended(kind), { id: "p", key: "CEW" }) !== null,
    );
    expect(kinds).toEqual(["round", "condition", "evidence", "acceptance"]);
    expect(noticeOfRunOut(ended("acceptance"), { id: "p", key: "CEW" })).toMatchObject({
      title: "CEW: the acceptance of R-04 Consent ended on 15 Jan 2027",
      href: "/projects/p/risks?risk=r",
    });
    expect(noticeOfRunOut(ended("evidence"), { id: "p", key: "CEW" })).toMatchObject({
      href: "/projects/p/evidence?evidence=1",
    });
  });
});
