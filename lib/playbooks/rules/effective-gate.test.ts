import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { projectRoles } from "@/lib/authz/permissions";
import { assuranceLevels } from "@/lib/playbooks/rules/assurance-levels";
import {
  effectiveGate,
  effectivePlaybook,
  effectiveStage,
  effectiveTasks,
} from "@/lib/playbooks/rules/effective-gate";
import type { Approval, PlaybookGate, Strictness } from "@/lib/playbooks/schema";
import { separationRules, strictnessLevels } from "@/lib/playbooks/schema";
import { samplePlaybook } from "@/lib/testing/sample-playbook";

const [frame, build] = samplePlaybook().stages;
if (!frame || !build) {
  throw new Error("the sample has two stages");
}

describe("what each form of a gate asks", () => {
  test("criteria begin at the strictness they name", () => {
    const asked = strictnessLevels.map((level) =>
      effectiveGate(frame.gate, level).criteria.map(({ id }) => id),
    );
    expect(asked).toEqual([["tasks"], ["tasks", "listed", "case"], ["tasks", "listed", "case"]]);
  });

  test("approvals begin at the strictness they name, and lite may need nobody", () => {
    const asked = strictnessLevels.map((level) =>
      effectiveGate(frame.gate, level).approvals.map(({ role, quorum }) => [role, quorum]),
    );
    expect(asked).toEqual([
      [],
      [["sponsor", 1]],
      [
        ["sponsor", 2],
        ["risk_reviewer", 1],
      ],
    ]);
  });

  test("a role named again is asked once, with the strongest of its entries", () => {
    const [sponsor] = effectiveGate(frame.gate, "regulated").approvals;
    expect(sponsor).toMatchObject({
      role: "sponsor",
      quorum: 2,
      veto: true,
      covers: ["business-case"],
      assurance: "passkey",
    });
  });

  test("separation rules become plain names", () => {
    expect(effectiveGate(frame.gate, "standard").separation).toEqual(["requester-not-approver"]);
    expect(effectiveGate(frame.gate, "regulated").separation).toEqual([
      "requester-not-approver",
      "author-not-approver",
    ]);
  });
});

describe("what each form of a stage asks", () => {
  test("tasks and outputs of a stricter form are absent from a lighter one", () => {
    const lite = effectiveStage(frame, "lite");
    expect(lite.tasks.map(({ id }) => id)).toEqual(["define-aims"]);
    expect(lite.outputs.map(({ id }) => id)).toEqual(["aims"]);
    expect(effectiveTasks(frame, "standard").map(({ id }) => id)).toEqual([
      "define-aims",
      "list-risks",
    ]);
  });

  test("a task forgets what it needed from a task that is not there, across stages", () => {
    const needs = (level: Strictness) =>
      effectivePlaybook(samplePlaybook(), level).stages[1]?.tasks[0]?.needs;
    expect(needs("lite")).toEqual(["define-aims"]);
    expect(needs("standard")).toEqual(["define-aims", "list-risks"]);
  });

  test("a task forgets outputs that are not asked for", () => {
    const stage = {
      ...build,
      outputs: build.outputs.map((output) => ({ ...output, from: "regulated" as const })),
    };
    expect(effectiveTasks(stage, "standard")[0]?.outputs).toEqual([]);
    expect(effectiveTasks(stage, "regulated")[0]?.outputs).toEqual(["thing"]);
  });
});

const fromLevel = fc.constantFrom("standard" as const, "regulated" as const, undefined);

const anyApproval: fc.Arbitrary<Approval> = fc.record({
  role: fc.constantFrom(...projectRoles),
  quorum: fc.integer({ min: 1, max: 5 }),
  veto: fc.constantFrom(true, false, undefined),
  covers: fc.constantFrom(["business-case"], ["thing"], undefined),
  from: fromLevel,
  assurance: fc.constantFrom(...assuranceLevels, undefined),
});

const anyGate: fc.Arbitrary<PlaybookGate> = fc.record({
  id: fc.constant("G1"),
  name: fc.constant("Any gate"),
  question: fc.constant("Shall it open?"),
  criteria: fc.array(
    fc.record({
      id: fc.stringMatching(/^[a-z]{1,8}$/),
      kind: fc.constant("signed" as const),
      subject: fc.constant("business-case" as const),
      from: fromLevel,
    }),
  ),
  approvals: fc.array(anyApproval, { maxLength: 12 }),
  separation: fc.array(
    fc.oneof(
      fc.constantFrom(...separationRules),
      fc.record({
        rule: fc.constantFrom(...separationRules),
        from: fc.constantFrom("standard" as const, "regulated" as const),
      }),
    ),
  ),
  expires: fc.constant(null),
});

const steps = [
  ["lite", "standard"],
  ["standard", "regulated"],
] as const;

describe("a stricter form of any gate", () => {
  test.each(steps)("from %s to %s never asks less of a role", (lighter, stricter) => {
    fc.assert(
      fc.property(anyGate, (gate) => {
        const strict = new Map(effectiveGate(gate, stricter).approvals.map((a) => [a.role, a]));
        return effectiveGate(gate, lighter).approvals.every((asked) => {
          const still = strict.get(asked.role);
          return still !== undefined && isAtLeast(still, asked);
        });
      }),
    );
  });

  test.each(steps)(
    "from %s to %s keeps every criterion and separation rule",
    (lighter, stricter) => {
      fc.assert(
        fc.property(anyGate, (gate) => {
          const light = effectiveGate(gate, lighter);
          const strict = effectiveGate(gate, stricter);
          expect(strict.criteria).toEqual(expect.arrayContaining(light.criteria));
          expect(strict.separation).toEqual(expect.arrayContaining(light.separation));
          expect(strict.approvals.length).toBeGreaterThanOrEqual(light.approvals.length);
        }),
      );
    },
  );

  test("asks each role once and repeats no separation rule", () => {
    fc.assert(
      fc.property(anyGate, fc.constantFrom(...strictnessLevels), (gate, level) => {
        const { approvals, separation } = effectiveGate(gate, level);
        expect(new Set(approvals.map(({ role }) => role)).size).toBe(approvals.length);
        expect(new Set(separation).size).toBe(separation.length);
      }),
    );
  });

  test("is the whole gate at regulated", () => {
    fc.assert(
      fc.property(anyGate, (gate) => {
        expect(effectiveGate(gate, "regulated").criteria).toEqual(gate.criteria);
      }),
    );
  });
});

function isAtLeast(strong: Approval, weak: Approval): boolean {
  const rank = ({ assurance }: Approval) => (assurance ? assuranceLevels.indexOf(assurance) : -1);
  return (
    strong.quorum >= weak.quorum &&
    (strong.veto === true || weak.veto !== true) &&
    rank(strong) >= rank(weak) &&
    (weak.covers ?? []).every((subject) => strong.covers?.includes(subject))
  );
}
