import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { projectRoles } from "@/lib/authz/permissions";
import { countedDecisions } from "@/lib/gates/rules/counted-decisions";
import { unfillableRoles } from "@/lib/gates/rules/eligible";
import {
  approvalsGiven,
  type CountedDecision,
  isApproval,
  outcomeOf,
  seatsOf,
} from "@/lib/gates/rules/outcome";
import { verdicts } from "@/lib/gates/schema/rounds";
import { aPerson } from "@/lib/testing/gate-facts";

const roles = projectRoles.slice(0, 4);
const approvals = fc.uniqueArray(
  fc.record({
    role: fc.constantFrom(...roles),
    quorum: fc.integer({ min: 1, max: 3 }),
    veto: fc.boolean(),
  }),
  { selector: (approval) => approval.role, maxLength: 4 },
);
const refusals = fc.constantFrom("one-ends-round" as const, "majority" as const);
const policies = fc.record({ approvals, refusals });
/** One person decides once, as the database holds them to. */
const decisions = fc.uniqueArray(
  fc.record({
    approverId: fc.constantFrom("a", "b", "c", "d", "e", "f", "g"),
    role: fc.constantFrom(...roles),
    verdict: fc.constantFrom(...verdicts),
  }),
  { selector: (decision) => decision.approverId, maxLength: 7 },
);

const isPassed = (outcome: string) => outcome === "passed" || outcome === "passed_with_conditions";

describe("the outcome of a round", () => {
  it("never passes without every quorum", () => {
    fc.assert(
      fc.property(policies, decisions, (policy, given) => {
        if (isPassed(outcomeOf(policy, given))) {
          expect(policy.approvals.length).toBeGreaterThan(0);
          for (const each of policy.approvals) {
            const count = approvalsGiven(given, each, policy.approvals);
            expect(count).toBeGreaterThanOrEqual(each.quorum);
          }
        }
      }),
    );
  });

  it("never passes a policy that asks nobody", () => {
    fc.assert(
      fc.property(refusals, decisions, (rule, given) => {
        expect(isPassed(outcomeOf({ approvals: [], refusals: rule }, given))).toBe(false);
      }),
    );
  });

  it("is settled by the first decision that ends it", () => {
    fc.assert(
      fc.property(policies, decisions, fc.nat(7), (policy, given, count) => {
        const early = outcomeOf(policy, given.slice(0, count));
        if (early !== "open") {
          expect(outcomeOf(policy, given)).toBe(early);
        }
      }),
    );
  });

  it("ends as rejected on a veto while the round is open", () => {
    fc.assert(
      fc.property(policies, decisions, (policy, given) => {
        const veto = policy.approvals.find((approval) => approval.veto);
        if (veto !== undefined && outcomeOf(policy, given) === "open") {
          const last = { approverId: "z", role: veto.role, verdict: "reject" as const };
          expect(outcomeOf(policy, [...given, last])).toBe("rejected");
        }
      }),
    );
  });

  it("is never raised by approvals that no longer count", () => {
    fc.assert(
      fc.property(policies, decisions, fc.constantFrom("a", "b", "c"), (policy, given, gone) => {
        const left = given.filter((each) => each.approverId !== gone || !isApproval(each.verdict));
        if (!isPassed(outcomeOf(policy, given))) {
          expect(isPassed(outcomeOf(policy, left))).toBe(false);
        }
      }),
    );
  });
});

describe("the rules of a round", () => {
  it("lets refusals wait for a majority only where the policy says so", () => {
    const policy = { approvals: [{ role: "lead" as const, quorum: 3 }] };
    const one: CountedDecision[] = [{ approverId: "a", role: "lead", verdict: "request_changes" }];
    expect(outcomeOf({ ...policy, refusals: "one-ends-round" }, one)).toBe("changes_requested");
    expect(outcomeOf({ ...policy, refusals: "majority" }, one)).toBe("open");
    const two = [...one, { approverId: "b", role: "lead" as const, verdict: "reject" as const }];
    expect(outcomeOf({ ...policy, refusals: "majority" }, two)).toBe("changes_requested");
  });

  it("carries the conditions of any approval", () => {
    const policy = {
      approvals: [
        { role: "sponsor" as const, quorum: 1 },
        { role: "lead" as const, quorum: 1 },
      ],
      refusals: "one-ends-round" as const,
    };
    expect(
      outcomeOf(policy, [
        { approverId: "a", role: "sponsor", verdict: "approve_with_conditions" },
        { approverId: "b", role: "lead", verdict: "approve" },
      ]),
    ).toBe("passed_with_conditions");
    expect(seatsOf(policy.approvals)).toBe(2);
  });
});

describe("people and seats", () => {
  it("counts a decision only while its author holds the role", () => {
    const decision = {
      id: "d",
      approverId: "a",
      delegatedFromId: null,
      role: "sponsor" as const,
      verdict: "approve" as const,
      signatureId: "s",
    };
    expect(countedDecisions([decision], [aPerson("a", "sponsor")])).toHaveLength(1);
    expect(countedDecisions([decision], [aPerson("a", "viewer")])).toEqual([]);
    expect(countedDecisions([decision], [])).toEqual([]);
    const lent = { ...decision, approverId: "b", delegatedFromId: "a" };
    expect(countedDecisions([lent], [aPerson("a", "sponsor")])).toHaveLength(1);
    expect(countedDecisions([lent], [aPerson("b", "sponsor")])).toEqual([]);
  });

  it("finds seats that only one and the same person could take", () => {
    const both = [
      { role: "sponsor" as const, quorum: 1 },
      { role: "lead" as const, quorum: 1 },
    ];
    expect(unfillableRoles(both, { sponsor: ["a"], lead: ["a"] })).toEqual(["lead"]);
    expect(unfillableRoles(both, { sponsor: ["a", "b"], lead: ["a"] })).toEqual([]);
    expect(unfillableRoles(both, { sponsor: [], lead: ["a"] })).toEqual(["sponsor"]);
  });

  it("never fills more seats when people leave", () => {
    const people = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 4 });
    fc.assert(
      fc.property(approvals, people, people, fc.constantFrom("a", "b"), (asked, x, y, gone) => {
        const eligible = { sponsor: x, lead: y, data_scientist: x, ml_engineer: y };
        const left = Object.fromEntries(
          Object.entries(eligible).map(([role, ids]) => [role, ids.filter((id) => id !== gone)]),
        );
        if (unfillableRoles(asked, left).length === 0) {
          expect(unfillableRoles(asked, eligible)).toEqual([]);
        }
      }),
    );
  });
});
