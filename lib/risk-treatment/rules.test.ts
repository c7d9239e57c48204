import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ageInDays, lastProof, standingOfControl } from "@/lib/risk-treatment/rules/proof";
import {
  type ActionFacts,
  effectOf,
  proposedResidual,
  stateOfAction,
} from "@/lib/risk-treatment/rules/proposal";
import { workingRole } from "@/lib/risk-treatment/rules/working-role";

const monday = new Date("2026-11-02T09:00:00Z");
const tuesday = new Date("2026-11-03T09:00:00Z");
const friday = new Date("2026-11-06T09:00:00Z");

const done = (overrides: Partial<ActionFacts> = {}): ActionFacts => ({
  likelihoodEffect: 1,
  impactEffect: 0,
  isTaskDone: true,
  doneAt: tuesday,
  answer: null,
  answeredAt: null,
  ...overrides,
});

describe("what a finished action proposes", () => {
  it("is nothing while its task is open", () => {
    expect(stateOfAction(done({ isTaskDone: false, doneAt: null }))).toBe("open");
  });

  it("is nothing where no effect was expected", () => {
    expect(stateOfAction(done({ likelihoodEffect: 0 }))).toBe("without_effect");
  });

  it("is withdrawn when the task is reopened, and stands again once it is done again", () => {
    const answered = { answer: "rejected", answeredAt: tuesday } as const;
    expect(stateOfAction(done(answered))).toBe("rejected");
    expect(stateOfAction(done({ ...answered, isTaskDone: false, doneAt: null }))).toBe("open");
    expect(stateOfAction(done({ ...answered, doneAt: friday }))).toBe("proposes");
  });

  it("is the sum of all that wait", () => {
    const actions = [done(), done({ likelihoodEffect: 0, impactEffect: 2 })];
    const risk = { likelihood: 4, impact: 5, ratedAt: monday };
    expect(proposedResidual(risk, actions)).toEqual({ likelihood: 3, impact: 3 });
  });

  it("keeps what was taken, until the current level is rated anew", () => {
    const taken = done({ answer: "taken", answeredAt: friday });
    expect(effectOf([taken, done()], tuesday)).toEqual({ likelihood: 2, impact: 0 });
    expect(effectOf([taken, done()], friday)).toEqual({ likelihood: 1, impact: 0 });
  });

  it("leaves out what was rejected and what is open", () => {
    const rejected = done({ answer: "rejected", answeredAt: friday });
    const open = done({ isTaskDone: false, doneAt: null });
    expect(effectOf([rejected, open], monday)).toEqual({ likelihood: 0, impact: 0 });
  });

  const instant = fc.constantFrom(monday, tuesday, friday);
  const action = fc.record({
    likelihoodEffect: fc.integer({ min: 0, max: 5 }),
    impactEffect: fc.integer({ min: 0, max: 5 }),
    isTaskDone: fc.boolean(),
    doneAt: fc.option(instant, { nil: null }),
    answer: fc.constantFrom("taken" as const, "rejected" as const, null),
    answeredAt: fc.option(instant, { nil: null }),
  });

  it("is never above the current level, never below the first step and always in the matrix", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        instant,
        fc.array(action, { maxLength: 8 }),
        (likelihood, impact, ratedAt, actions) => {
          const proposed = proposedResidual({ likelihood, impact, ratedAt }, actions);
          expect(proposed.likelihood).toBeGreaterThanOrEqual(1);
          expect(proposed.impact).toBeGreaterThanOrEqual(1);
          expect(proposed.likelihood).toBeLessThanOrEqual(likelihood);
          expect(proposed.impact).toBeLessThanOrEqual(impact);
        },
      ),
    );
  });

  it("does not depend on the order in which the tasks were planned", () => {
    fc.assert(
      fc.property(instant, fc.array(action, { maxLength: 6 }), (ratedAt, actions) => {
        expect(effectOf(actions.toReversed(), ratedAt)).toEqual(effectOf(actions, ratedAt));
      }),
    );
  });
});

describe("the proof of a control", () => {
  const proof = (effectiveOn: string, status: "living" | "expired" | "superseded" = "living") => ({
    effectiveOn,
    status,
  });

  it("is the newest day living evidence speaks about", () => {
    const proofs = [proof("2026-10-01"), proof("2026-11-10"), proof("2026-11-20", "superseded")];
    expect(lastProof(proofs)?.effectiveOn).toBe("2026-11-10");
    expect(ageInDays("2026-11-10", "2026-11-22")).toBe(12);
    expect(ageInDays("2026-12-01", "2026-11-22")).toBe(0);
  });

  it("is missing, over or not asked for yet, and each is told apart", () => {
    expect(standingOfControl("existing", [])).toBe("unproved");
    expect(standingOfControl("existing", [proof("2026-10-01", "expired")])).toBe("proof_over");
    expect(standingOfControl("existing", [proof("2026-10-01")])).toBe("proved");
    expect(standingOfControl("planned", [proof("2026-10-01")])).toBe("planned");
  });
});

describe("the role of a task nobody named one for", () => {
  it("is the first in which the person works on tasks", () => {
    expect(workingRole(["sponsor", "ml_engineer", "lead"])).toBe("ml_engineer");
    expect(workingRole(["sponsor", "viewer"])).toBeNull();
  });
});
