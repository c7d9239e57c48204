import { describe, expect, it } from "vitest";
import { evaluateGate } from "@/lib/gates/rules/evaluate-gate";
import { explainGate } from "@/lib/gates/rules/explain-gate";
import type { GateFacts, ProjectFacts } from "@/lib/gates/rules/gate-facts";
import { nextState } from "@/lib/gates/rules/next-state";
import { endOfPass } from "@/lib/gates/rules/pass-period";
import { roundSubjectSha256 } from "@/lib/gates/rules/subjects";
import { aGate, aPlace, aPolicy, aRound, aTask, aWaiver } from "@/lib/testing/gate-facts";

/** A decided round comes with the day of the pass, which locking a gate takes away again. */
const placeOf = (project: Partial<ProjectFacts> = {}, gate: Partial<GateFacts> = {}) =>
  aPlace(project, {
    passedAt: project.rounds === undefined ? null : "2027-01-12T00:00:00.000Z",
    ...gate,
  });
const stateOf = (project: Partial<ProjectFacts> = {}, gate: Partial<GateFacts> = {}) =>
  nextState(placeOf(project, gate)).state;
const open = [aTask("one", { status: "todo" })];
const passed = aRound({
  outcome: "passed",
  closedAt: "2027-01-12T00:00:00.000Z",
  trace: evaluateGate(aPlace()).results,
});
const waiver = aWaiver();

describe("the state of a gate", () => {
  it("follows its criteria while nobody has decided", () => {
    expect(stateOf()).toBe("ready");
    expect(stateOf({ tasks: open })).toBe("locked");
    expect(stateOf({ rounds: [aRound()], tasks: open })).toBe("in_review");
  });

  it("follows the last decided round, and forgets withdrawn ones", () => {
    expect(stateOf({ rounds: [passed] })).toBe("passed");
    expect(stateOf({ rounds: [aRound({ outcome: "changes_requested" })] })).toBe(
      "changes_requested",
    );
    expect(stateOf({ rounds: [aRound({ outcome: "withdrawn" })] })).toBe("ready");
  });

  it("keeps a rejection until the team has gone back", () => {
    const rounds = [aRound({ outcome: "rejected" })];
    expect(stateOf({ rounds })).toBe("rejected");
    expect(stateOf({ rounds, iteration: 2 })).toBe("ready");
  });

  it("starts anew when the team goes back past it", () => {
    const loops = [{ iteration: 2, fromNumber: 2, toNumber: 1 }];
    expect(stateOf({ rounds: [passed], loops, iteration: 2 })).toBe("ready");
    const elsewhere = [{ iteration: 2, fromNumber: 5, toNumber: 3 }];
    expect(stateOf({ rounds: [passed], loops: elsewhere, iteration: 2 })).toBe("passed");
  });

  it("does not pass again on a round whose pass was taken away", () => {
    expect(stateOf({ rounds: [passed] }, { passedAt: null })).toBe("ready");
  });
});

describe("a gate that no longer holds", () => {
  it("lapses when a criterion that held is lost, and not for one waved through early", () => {
    expect(stateOf({ rounds: [passed], tasks: open })).toBe("lapsed");
    const early = aRound({
      ...passed,
      trace: evaluateGate(aPlace({ tasks: open })).results,
    });
    expect(stateOf({ rounds: [early], tasks: open })).toBe("passed");
  });

  it("lapses by expiry, an overdue condition, and the end of a waiver", () => {
    const expiresAt = "2027-01-15T00:00:00.000Z";
    expect(stateOf({ rounds: [passed] }, { expiresAt })).toBe("lapsed");
    const condition = {
      id: "c",
      gateId: "gate-1",
      roundNumber: 1,
      code: "C1",
      text: "Measure it",
      ownerId: "lead",
      ownerName: "Lena",
      setById: "sponsor",
      dueOn: "2027-01-14",
      blocksGateId: null,
      isMet: false,
    };
    expect(stateOf({ rounds: [passed], conditions: [condition] })).toBe("lapsed");
    expect(stateOf({ rounds: [passed], conditions: [{ ...condition, isMet: true }] })).toBe(
      "passed",
    );
    expect(stateOf({ waivers: [waiver], tasks: open })).toBe("waived");
    const over = { ...waiver, expiresOn: "2027-01-14" };
    expect(stateOf({ waivers: [over], tasks: open })).toBe("lapsed");
  });

  it("puts a later refusal in the place of a waiver", () => {
    const refused = aRound({
      outcome: "changes_requested",
      closedAt: "2027-01-14T00:00:00.000Z",
    });
    expect(stateOf({ waivers: [waiver], rounds: [refused] })).toBe("changes_requested");
  });

  it("passes by itself only where nobody is asked", () => {
    const policy = aPolicy({ approvals: [], strictness: "lite" });
    expect(stateOf({}, { policy })).toBe("passed");
    expect(stateOf({ tasks: open }, { policy })).toBe("locked");
    const passedAt = "2027-01-10T00:00:00.000Z";
    expect(stateOf({ tasks: open }, { policy, passedAt })).toBe("lapsed");
  });

  it("stays locked while a condition of an earlier gate blocks it", () => {
    const condition = {
      id: "c",
      gateId: "gate-0",
      roundNumber: 1,
      code: "C1",
      text: "Measure it",
      ownerId: "lead",
      ownerName: "Lena",
      setById: "sponsor",
      dueOn: null,
      blocksGateId: "gate-1",
      isMet: false,
    };
    expect(stateOf({ conditions: [condition] })).toBe("locked");
  });
});

describe("what a gate says about itself", () => {
  const explain = (project: Partial<ProjectFacts> = {}, gate: Partial<GateFacts> = {}) => {
    const at = placeOf(project, gate);
    const evaluation = evaluateGate(at);
    return explainGate(at, { evaluation, next: nextState(at, evaluation), unfillable: [] });
  };

  it("gives one sentence with the smallest next step and who can take it", () => {
    const people = [{ userId: "ds", name: "Dora Stein", roles: ["data_scientist" as const] }];
    const { sentence, unmet } = explain({ tasks: open, people });
    expect(sentence).toBe(
      "G1 Business case is blocked: 1 task not done: Task one. Smallest next step: finish Task one (CEW-1); Dora Stein can.",
    );
    expect(unmet).toMatchObject([{ code: "tasks", value: "0 of 1" }]);
  });

  it("names who is waited for, and says when nobody is left", () => {
    expect(explain({ rounds: [aRound()] }).sentence).toContain("sponsor (sponsor)");
    expect(explain({ rounds: [aRound()], people: [] }).sentence).toContain(
      "nobody can speak for it any more",
    );
  });

  it("ends once, also where it goes on after the people who are waited for", () => {
    const waits = "waits for sponsor (sponsor) in round 1, due 20 Jan 2027";
    const renewed = { expiresAt: "2027-07-14T12:00:00.000Z", renewsAt: null, roundNumber: 2 };
    const again = { rounds: [passed, aRound({ id: "round-2", number: 2 })] };
    const sentences = [
      explain({ rounds: [aRound()] }).sentence,
      explain({ rounds: [passed, aRound({ id: "round-2", number: 2 })], tasks: open }).sentence,
      explain(again, renewed).sentence,
    ];
    expect(sentences[0]).toBe(`G1 Business case ${waits}.`);
    for (const sentence of sentences) {
      expect(sentence).toMatch(/[^.][.]$/);
      expect(sentence).not.toMatch(/[.]{2}|[.] [a-z]/);
    }
  });

  it("has words for every end", () => {
    expect(explain({ rounds: [passed] }).sentence).toContain("passed");
    expect(explain({ waivers: [waiver] }).sentence).toContain("waived");
    expect(explain({ rounds: [passed], tasks: open }).sentence).toContain("has lapsed");
    expect(explain({ rounds: [aRound({ outcome: "rejected" })] }).sentence).toContain("rejected");
  });
});

describe("periods, proofs and hashes", () => {
  it("counts a period from the day of the pass", () => {
    const passedAt = new Date("2027-01-15T12:00:00.000Z");
    const endOf = (period: string | null) => endOfPass(passedAt, period)?.toISOString() ?? null;
    expect(endOf("P180D")).toBe("2027-07-14T12:00:00.000Z");
    expect(endOf("P2W")).toBe("2027-01-29T12:00:00.000Z");
    expect(endOf("P6M")).toBe("2027-07-15T12:00:00.000Z");
    expect(endOf("P1Y")).toBe("2028-01-15T12:00:00.000Z");
    expect([endOf(null), endOf("soon")]).toEqual([null, null]);
  });

  it("binds a decision to gate, round, policy, subjects and picture", () => {
    const hash = roundSubjectSha256(aGate(), aRound());
    const others = [
      roundSubjectSha256(aGate({ id: "gate-2" }), aRound()),
      roundSubjectSha256(aGate(), aRound({ number: 2 })),
      roundSubjectSha256(aGate(), aRound({ policySha256: "q" })),
      roundSubjectSha256(aGate(), aRound({ trace: evaluateGate(aPlace()).results })),
    ];
    expect(new Set([hash, ...others]).size).toBe(5);
  });
});
