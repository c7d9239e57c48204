import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ProjectRole, projectRoles } from "@/lib/authz/permissions";
import { countedDecisions } from "@/lib/gates/rules/counted-decisions";
import { unfillableRoles } from "@/lib/gates/rules/eligible";
import { eligibleNow } from "@/lib/gates/rules/eligible-now";
import type { GateAt, PersonFacts, ProjectFacts } from "@/lib/gates/rules/gate-facts";
import { openRoundOf } from "@/lib/gates/rules/gate-facts";
import type { GatePolicy } from "@/lib/gates/rules/gate-policy";
import { nextState } from "@/lib/gates/rules/next-state";
import { outcomeOf } from "@/lib/gates/rules/outcome";
import { type Approval, seated } from "@/lib/gates/rules/seats";
import { verdicts } from "@/lib/gates/schema/rounds";
import type { Criterion } from "@/lib/playbooks/schema";
import { aGate, aPerson, aPlace, aPolicy, aRound } from "@/lib/testing/gate-facts";

const RUNS = { numRuns: 500 };
const roles = projectRoles.filter((role) => role !== "viewer").slice(0, 4);
const names = ["ada", "ben", "cem", "dee", "eva"] as const;

const people = fc.uniqueArray(
  fc
    .record({ name: fc.constantFrom(...names), held: fc.subarray([...roles], { minLength: 1 }) })
    .map(({ name, held }) => aPerson(name, ...held)),
  { selector: (person) => person.userId, maxLength: 5 },
);

/** Roles are dealt out, so that no role stands in two approvals, as the format demands. */
const approvals: fc.Arbitrary<Approval[]> = fc
  .tuple(
    fc.shuffledSubarray([...roles], { minLength: 1 }),
    fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    fc.array(fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constant("all" as const)), {
      minLength: 4,
      maxLength: 4,
    }),
  )
  .map(([dealt, joined, quorums]) => {
    const groups: ProjectRole[][] = [];
    for (const [place, role] of dealt.entries()) {
      const last = groups.at(-1);
      if (joined[place] === true && last !== undefined) {
        last.push(role);
      } else {
        groups.push([role]);
      }
    }
    return groups.map(([role, ...orRoles], place) => ({
      role: role ?? "lead",
      ...(orRoles.length === 0 ? {} : { orRoles }),
      quorum: quorums[place] ?? 1,
    }));
  });

const leaves: readonly Criterion[] = [
  { id: "tasks", kind: "tasks-done", except: [] },
  { id: "judged", kind: "attestation", role: "lead", statement: "It is so." },
  { id: "ticked", kind: "check", role: "sponsor", check: "It was tried." },
  { id: "signed", kind: "signed", subject: "business-case" },
  { id: "risks", kind: "risks-within-appetite" },
  { id: "report", kind: "evidence", evidenceKind: "test-report" },
  { id: "recall", kind: "metric", metric: "recall", operator: "at-least", threshold: 0.5 },
];
const leaf = fc.constantFrom(...leaves);
const criterion: fc.Arbitrary<Criterion> = fc.oneof(
  leaf,
  leaf.map((inner): Criterion => ({ id: "not", kind: "not", criterion: inner })),
  fc
    .tuple(fc.constantFrom("all" as const, "any" as const), fc.array(leaf, { maxLength: 3 }))
    .map(([kind, criteria]): Criterion => ({ id: kind, kind, criteria })),
);

const judged = {
  id: "a",
  gateId: "gate-1",
  criterionId: "judged",
  attestedById: "ada",
  name: "ada",
  role: "lead" as const,
  iteration: 1,
  note: "",
  attestedAt: "2027-01-12T00:00:00.000Z",
};

const facts = fc.record({
  people,
  approvals,
  criteria: fc.array(criterion, { maxLength: 3 }),
  strictness: fc.constantFrom("lite" as const, "standard" as const, "regulated" as const),
  refusals: fc.constantFrom("one-ends-round" as const, "majority" as const),
  requester: fc.constantFrom(...names),
  isJudged: fc.boolean(),
  isAsked: fc.boolean(),
  decisions: fc.uniqueArray(
    fc.record({
      approverId: fc.constantFrom(...names),
      role: fc.constantFrom(...roles),
      verdict: fc.constantFrom(...verdicts),
    }),
    { selector: (decision) => decision.approverId, maxLength: 5 },
  ),
});
type Facts = typeof facts extends fc.Arbitrary<infer Each> ? Each : never;

/** The gate as it stands, in a round that froze who may decide where one was asked for. */
function placeOf(given: Facts): GateAt {
  const { strictness } = given;
  const policy = aPolicy({
    criteria: given.criteria,
    approvals: given.approvals,
    refusals: given.refusals,
    strictness,
  });
  const project: Partial<ProjectFacts> = {
    people: given.people,
    strictness,
    attestations: given.isJudged ? [judged] : [],
  };
  const at = aPlace(project, { policy });
  if (!given.isAsked) {
    return at;
  }
  const eligible = eligibleNow(at, given.requester);
  const decisions = given.decisions
    .filter(({ approverId, role }) => eligible[role]?.includes(approverId))
    .map((each) => ({ ...each, id: each.approverId, delegatedFromId: null, signatureId: "s" }));
  const round = aRound({ policy, eligible, decisions, requestedById: given.requester });
  return { ...at, project: { ...at.project, rounds: [round] } };
}

const done = ["passed", "passed_with_conditions", "waived"];

/** What the gate is, or what its open round would end as. */
function hasPassed(at: GateAt): boolean {
  const round = openRoundOf(at);
  if (round === null) {
    return done.includes(nextState(at).state);
  }
  const { policy, eligible, decisions } = round;
  const asked = { ...policy, approvals: seated(policy.approvals, eligible) };
  return done.includes(outcomeOf(asked, countedDecisions(decisions, at.project.people)));
}

function isOpen(at: GateAt): boolean {
  const round = openRoundOf(at);
  if (round === null) {
    return true;
  }
  const { policy, eligible, decisions } = round;
  const asked = { ...policy, approvals: seated(policy.approvals, eligible) };
  return outcomeOf(asked, countedDecisions(decisions, at.project.people)) === "open";
}

const withPeople = (at: GateAt, left: readonly PersonFacts[]): GateAt => ({
  ...at,
  project: { ...at.project, people: left },
});

const withPolicy = (at: GateAt, change: Partial<GatePolicy>): GateAt => {
  const gate = aGate({ ...at.gate, policy: { ...at.gate.policy, ...change } });
  return { ...at, gate, project: { ...at.project, gates: [gate] } };
};

/** A blocked gate stays blocked under one way of taking something away. */
function neverRaises(takeAway: (at: GateAt, pick: number) => GateAt) {
  fc.assert(
    fc.property(facts, fc.nat(), (given, pick) => {
      const before = placeOf(given);
      fc.pre(isOpen(before) && !hasPassed(before));
      expect(hasPassed(takeAway(before, pick))).toBe(false);
    }),
    RUNS,
  );
}

describe("what was taken away never turns a blocked gate into a passed one", () => {
  it("a person", () => {
    neverRaises((at, pick) => {
      const { people: all } = at.project;
      return withPeople(
        at,
        all.filter((_, place) => place !== pick % Math.max(1, all.length)),
      );
    });
  });

  it("everybody", () => {
    neverRaises((at) => withPeople(at, []));
  });

  it("a role, from all who held it", () => {
    neverRaises((at, pick) => {
      const gone = roles[pick % roles.length];
      const left = at.project.people.map((person) => ({
        ...person,
        roles: person.roles.filter((role) => role !== gone),
      }));
      return withPeople(at, left);
    });
  });

  it("the criteria of its policy", () => {
    neverRaises((at) => withPolicy(at, { criteria: [] }));
  });

  it("the approvals of its policy, outside the lite form that may ask nobody", () => {
    neverRaises((at) =>
      at.gate.policy.strictness === "lite" ? at : withPolicy(at, { approvals: [] }),
    );
  });

  it("the whole policy", () => {
    neverRaises((at) => withPolicy(at, { criteria: [], approvals: [], separation: [] }));
  });
});

describe("an empty role", () => {
  it("asks for somebody it does not have, whatever its quorum, and is named as unfillable", () => {
    fc.assert(
      fc.property(approvals, (asked) => {
        expect(seated(asked, {}).every(({ quorum }) => quorum >= 1)).toBe(true);
        expect(new Set(unfillableRoles(asked, {}))).toEqual(new Set(asked.map(({ role }) => role)));
      }),
    );
  });

  it("never shrinks what an open round takes: all stays all who were there when it opened", () => {
    const asked: Approval[] = [{ role: "lead", quorum: "all" }];
    const approve = (approverId: string) =>
      ({ approverId, role: "lead", verdict: "approve" }) as const;
    const approvalsOf = seated(asked, { lead: ["ada", "ben"] });
    const policy = { approvals: approvalsOf, refusals: "one-ends-round" as const };
    expect(outcomeOf(policy, [approve("ada")])).toBe("open");
    expect(outcomeOf(policy, [approve("ada"), approve("ben")])).toBe("passed");
  });
});

describe("any of several roles", () => {
  const either: Approval = { role: "sponsor", orRoles: ["lead"], quorum: 2 };

  it("fills one approval from either, and counts a person once", () => {
    const policy = { approvals: seated([either], {}), refusals: "one-ends-round" as const };
    const by = (approverId: string, role: ProjectRole) =>
      ({ approverId, role, verdict: "approve" }) as const;
    expect(outcomeOf(policy, [by("ada", "sponsor"), by("ada", "lead")])).toBe("open");
    expect(outcomeOf(policy, [by("ada", "sponsor"), by("ben", "lead")])).toBe("passed");
    expect(outcomeOf(policy, [by("ada", "sponsor"), by("ben", "operations")])).toBe("open");
  });

  it("needs as many people as it takes, in whichever of the roles they are", () => {
    expect(unfillableRoles([either], { lead: ["ada", "ben"] })).toEqual([]);
    expect(unfillableRoles([either], { lead: ["ada"], sponsor: ["ada"] })).toEqual(["sponsor"]);
  });
});
