import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyOfAssumption } from "@/lib/business-cases/rules/assumption-standing";
import { evaluateCriterion } from "@/lib/gates/rules/criteria/evaluate-criterion";
import { evaluateGate } from "@/lib/gates/rules/evaluate-gate";
import type { ProjectFacts } from "@/lib/gates/rules/gate-facts";
import type { Criterion } from "@/lib/playbooks/schema";
import { aPlace, aPolicy, aStage, aTask } from "@/lib/testing/gate-facts";
import { aFullCase } from "@/lib/testing/inputs/business-cases";

const check = (criterion: Criterion, project: Partial<ProjectFacts> = {}) =>
  evaluateCriterion(criterion, aPlace(project));

describe("tasks done", () => {
  const criterion: Criterion = { id: "tasks", kind: "tasks-done", except: ["optional"] };

  it("is not met by a stage without tasks, nor by a task to be looked at again", () => {
    expect(check(criterion, { tasks: [] }).status).toBe("not_met");
    expect(check(criterion, { tasks: [aTask("optional")] }).status).toBe("not_met");
    expect(check(criterion, { tasks: [aTask("one", { toRecheck: true })] }).status).toBe("not_met");
  });

  it("does not apply when everything was tailored out, and leaves out what it excepts", () => {
    const gone = aTask("one", { status: "tailored_out" });
    expect(check(criterion, { tasks: [gone] }).status).toBe("not_applicable");
    const open = aTask("optional", { status: "todo" });
    expect(check(criterion, { tasks: [aTask("one"), open] }).status).toBe("met");
  });

  it("names the task, its page and who finishes it", () => {
    const result = check(criterion, { tasks: [aTask("one", { status: "doing" })] });
    expect(result).toMatchObject({
      status: "not_met",
      value: "0 of 1",
      href: expect.stringMatching(/^\/projects\/project\/stages\/stage-1\?task=.+/),
      who: ["data_scientist"],
    });
    expect(result.nextStep).toContain("CEW-1");
  });
});

describe("outputs attached", () => {
  const criterion: Criterion = { id: "outputs", kind: "outputs-attached" };
  const output = {
    id: "o1",
    stageId: "stage-1",
    key: "report",
    name: "Report",
    kind: "document" as const,
    field: null,
    mandatory: true,
    isDropped: false,
  };
  const evidence = {
    id: "e1",
    outputId: "o1",
    kind: "document",
    title: "Report, June",
    sha256: null,
    effectiveOn: "2027-01-01",
    addedById: "lead",
  };

  it("wants living evidence for each mandatory output", () => {
    expect(check(criterion, { outputs: [] }).status).toBe("not_met");
    expect(check(criterion, { outputs: [output] }).status).toBe("not_met");
    expect(check(criterion, { outputs: [output], evidence: [evidence] }).status).toBe("met");
    const dropped = { ...output, isDropped: true };
    expect(check(criterion, { outputs: [dropped] }).status).toBe("not_applicable");
  });

  it("takes a written part of the business case, and refuses a name it does not know", () => {
    const field = { ...output, kind: "case_field" as const, field: "sponsor" };
    const businessCase = {
      id: "case",
      status: "draft" as const,
      draft: aFullCase(),
      versions: [],
      signatures: [],
      reviews: [],
      rounds: [],
    };
    expect(check(criterion, { outputs: [field] }).href).toBe("/projects/project/business-case");
    expect(check(criterion, { outputs: [field], businessCase }).status).toBe("met");
    const named: Criterion = { ...criterion, kind: "outputs-attached", outputs: ["other"] };
    expect(check(named, { outputs: [output], evidence: [evidence] }).status).toBe("not_met");
  });
});

const wantsSignature: Criterion = { id: "signed", kind: "signed", subject: "business-case" };
const firstVersion = { number: 1, sha256: "x", submittedById: "lead", content: aFullCase() };
const signedCase = {
  id: "case",
  status: "signed" as const,
  draft: aFullCase(),
  versions: [firstVersion],
  signatures: [
    {
      id: "s1",
      role: "sponsor" as const,
      signerId: "sponsor",
      signerName: "Claire",
      delegatedFromId: null,
      assurance: "password",
      number: 1,
      signedAt: "2027-01-01T00:00:00.000Z",
    },
  ],
  reviews: [],
  rounds: [],
};

describe("the business case is signed, with a proof that is demanded", () => {
  it("counts no signature that proves less than it demands, and says so", () => {
    const demanding: Criterion = { ...wantsSignature, assurance: "password" };
    expect(check(demanding, { businessCase: signedCase }).status).toBe("met");
    const byGuest = signedCase.signatures.map((one) => ({ ...one, assurance: "link_code" }));
    const guest = { id: "sponsor", name: "Maria", guest: null };
    const slot = {
      id: "slot",
      position: 1,
      role: "sponsor" as const,
      person: guest,
      isRequired: true,
      hasVeto: false,
      declined: null,
      replaced: null,
    };
    const round = {
      id: "round",
      number: 1,
      inOrder: false,
      quorum: 0,
      minimumAssurance: "link_code",
      dueOn: null,
      openedById: "lead",
      slots: [slot],
    };
    const businessCase = { ...signedCase, signatures: byGuest, rounds: [round] };
    expect(check(wantsSignature, { businessCase }).status).toBe("met");
    const result = check(demanding, { businessCase });
    expect(result).toMatchObject({ status: "not_met", value: "signed with too weak a proof" });
    expect(result.sentence).toContain("signed with less by the sponsor");
    expect(result.nextStep).toContain("asks every signer for a password");
  });
});

describe("the business case is signed", () => {
  it("holds while the latest version reads as signed, and no longer", () => {
    expect(check(wantsSignature, { businessCase: signedCase }).status).toBe("met");
    const next = { ...firstVersion, number: 2, content: aFullCase({ sponsor: "Ada" }) };
    const changed = { ...signedCase, versions: [next, firstVersion] };
    expect(check(wantsSignature, { businessCase: changed })).toMatchObject({
      status: "not_met",
      value: "signature stale",
      who: ["sponsor"],
    });
  });

  it("is not met while an assumption ran out or broke, until somebody finds that it holds", () => {
    const [assumption] = aFullCase().assumptions;
    const reviewed = (verdict: "holds" | "broken", verifyBy: string | null) => {
      const content = aFullCase({
        assumptions: assumption === undefined ? [] : [{ ...assumption, verifyBy }],
      });
      const review = {
        assumptionKey: keyOfAssumption({ text: assumption?.text ?? "", verifyBy }),
        verdict,
        note: "Asked the desk.",
        reviewedBy: "Ada",
        reviewedAt: "2026-01-01T00:00:00.000Z",
      };
      const signature = { ...signedCase, versions: [{ ...firstVersion, content }] };
      return { signature, review };
    };
    const late = reviewed("holds", "2000-01-01");
    expect(check(wantsSignature, { businessCase: late.signature })).toMatchObject({
      status: "not_met",
      value: "stale",
      who: ["lead"],
    });
    const mended = { ...late.signature, reviews: [late.review] };
    expect(check(wantsSignature, { businessCase: mended }).status).toBe("met");
    const broken = reviewed("broken", null);
    const found = { ...broken.signature, reviews: [broken.review] };
    expect(check(wantsSignature, { businessCase: found }).sentence).toContain(
      "found broken by Ada",
    );
  });

  it("is not met without a case, a version, a signature, or after a return", () => {
    expect(check(wantsSignature).status).toBe("not_met");
    for (const wrong of [
      { ...signedCase, versions: [] },
      { ...signedCase, signatures: [] },
      { ...signedCase, status: "returned" as const },
    ]) {
      expect(check(wantsSignature, { businessCase: wrong }).status).toBe("not_met");
    }
    expect(
      check(wantsSignature, { businessCase: signedCase, strictness: "regulated" }).who,
    ).toEqual(["risk_reviewer"]);
  });
});

describe("risks within appetite", () => {
  const risk = {
    id: "r",
    number: 4,
    title: "Leak",
    score: 15,
    isAboveAppetite: true,
    ownerId: "lead",
    stageKey: null,
    isAccepted: false,
  };

  it("holds a risk against the appetite unless it was accepted or belongs elsewhere", () => {
    const criterion: Criterion = {
      id: "risks",
      kind: "risks-within-appetite",
      stages: ["first"],
    };
    expect(check(criterion, { risks: [] }).status).toBe("met");
    expect(check(criterion, { risks: [risk] }).status).toBe("not_met");
    expect(check(criterion, { risks: [{ ...risk, stageKey: "second" }] }).status).toBe("met");
    expect(check(criterion, { risks: [{ ...risk, isAccepted: true }] }).status).toBe("met");
    expect(check(criterion, { risks: [{ ...risk, isAboveAppetite: false }] }).status).toBe("met");
  });

  it("counts every living risk of the project where the criterion names no stages", () => {
    const criterion: Criterion = { id: "risks", kind: "risks-within-appetite" };
    for (const stageKey of ["first", "second", null]) {
      expect(check(criterion, { risks: [{ ...risk, stageKey }] }).status).toBe("not_met");
    }
    const named: Criterion = { ...criterion, stages: ["first"] };
    expect(check(named, { risks: [risk] }).status).toBe("not_met");
  });
});

describe("metrics and evidence", () => {
  it("compares the latest metric, and knows nothing without one", () => {
    const criterion: Criterion = {
      id: "gap",
      kind: "metric",
      metric: "recall gap",
      operator: "at-most",
      threshold: 0.05,
    };
    const pushed = (value: number, measuredAt: string) => ({
      id: measuredAt,
      name: "recall gap",
      slice: "",
      dataSetHash: "",
      value,
      unit: "",
      measuredAt,
      addedById: "data-scientist",
    });
    expect(check(criterion).status).toBe("unknown");
    const metrics = [pushed(0.061, "2027-01-02"), pushed(0.05, "2027-01-01")];
    expect(check(criterion, { metrics })).toMatchObject({
      status: "not_met",
      measured: { value: 0.061, threshold: 0.05 },
    });
    expect(check(criterion, { metrics: metrics.slice(1) }).status).toBe("met");
  });

  it("counts the age of evidence in days", () => {
    const criterion: Criterion = {
      id: "profile",
      kind: "evidence",
      evidenceKind: "eda-profile",
      maxAgeDays: 10,
    };
    const dated = (effectiveOn: string) => [
      {
        id: "e",
        outputId: null,
        kind: "eda_profile",
        title: "Profile",
        sha256: "x",
        effectiveOn,
        addedById: "lead",
      },
    ];
    expect(check(criterion).status).toBe("unknown");
    expect(check(criterion, { evidence: dated("2027-01-05") }).status).toBe("met");
    expect(check(criterion, { evidence: dated("2027-01-04") }).status).toBe("not_met");
  });
});

describe("combined criteria", () => {
  const met: Criterion = { id: "met", kind: "risks-within-appetite" };
  const open: Criterion = { id: "open", kind: "tasks-done", except: ["one"] };
  const unknown: Criterion = { id: "u", kind: "evidence", evidenceKind: "document" };

  it.each([
    ["all", [met, open], "not_met"],
    ["all", [met, unknown], "unknown"],
    ["all", [met, met], "met"],
    ["all", [], "not_met"],
    ["any", [met, open], "met"],
    ["any", [open, unknown], "unknown"],
    ["any", [], "not_met"],
  ] as const)("%s of a list", (kind, criteria, status) => {
    expect(check({ id: "c", kind, criteria: [...criteria] }).status).toBe(status);
  });

  it("turns met and not met around, and leaves unknown unknown", () => {
    const not = (criterion: Criterion) => check({ id: "n", kind: "not", criterion }).status;
    expect([not(met), not(open), not(unknown)]).toEqual(["not_met", "met", "unknown"]);
  });

  it("never meets a gate without criteria, or one whose stage was switched off", () => {
    const empty = aPlace({}, { policy: aPolicy({ criteria: [] }) });
    expect(evaluateGate(empty).isMet).toBe(false);
    const off = aPlace({ stages: [aStage({ isTailoredOut: true })] });
    expect(evaluateGate(off)).toMatchObject({ isMet: false, of: 0 });
  });

  it("meets a gate only when no criterion is open", () => {
    const one = fc.constantFrom(met, open, unknown);
    fc.assert(
      fc.property(fc.array(one, { maxLength: 5 }), (criteria) => {
        const { isMet, results } = evaluateGate(aPlace({}, { policy: aPolicy({ criteria }) }));
        const isFree = results.every((result) => result.status === "met");
        expect(isMet).toBe(isFree && criteria.length > 0);
      }),
    );
  });
});
