import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { certificateOf } from "@/lib/documents/rules/certificate";
import type { CaseDocument, DocumentSignature, GateDocument } from "@/lib/documents/schema";
import { plainText } from "./plain-text";
import { renderCasePdf, renderGatePdf } from "./render-pdf";

const SHA = "0123456789abcdef".repeat(4);
const ID = "018f0000-0000-7000-8000-000000000001";

const signature: DocumentSignature = {
  id: ID,
  name: "Tomás Rivera-Łukasz",
  role: "sponsor",
  outside: null,
  number: 2,
  askedAt: "2026-11-20T08:00:00.000Z",
  viewedAt: "2026-11-20T09:30:15.000Z",
  signedAt: "2026-11-20T09:41:12.000Z",
  assurance: "password",
  meaning: "I approve this business case and answer for its objectives",
  verdict: null,
  comment: "",
  statementSha256: SHA,
  ledgerIndex: 1204,
  checkpointSize: 1300,
};

const frame = {
  projectId: ID,
  projectKey: "CEW",
  projectName: "Churn early warning",
  workspaceName: "Northwind Mutual",
  subjectId: ID,
  number: 2,
  edition: "Version 2",
  title: "Business case: Churn early warning",
  fileName: "CEW business case version 2.pdf",
  state: "final" as const,
  stateSentence: "Signed by every role whose signature it needs.",
  recordSha256: SHA,
  editionSha256: SHA,
  signatures: [signature],
  viewsSince: "2026-11-01T00:00:00.000Z",
  verifyUrl: "https://waymark.example/verify",
  printedAt: "2026-11-23T10:00:00.000Z",
  issued: null,
};

const criterion = {
  level: "model" as const,
  measure: "Recall in the top decile",
  baseline: 0.61,
  minimum: 0.8,
  target: 0.85,
  unit: "",
  direction: "at-least" as const,
  howMeasured: "Hold-out of 2026",
  measuredOn: "2027-06-30",
  reader: "Data science lead",
};

const caseOf = (overrides: Partial<CaseDocument> = {}): CaseDocument => ({
  ...frame,
  subject: "business_case",
  gateCode: "G1",
  datedAt: "2026-11-19T10:00:00.000Z",
  content: {
    title: "Churn early warning",
    background: "Members leave **without warning**; each costs us € 1 200 a year.",
    businessObjective: "Keep 2 000 more members a year, worth € 2.4 m.",
    mlObjective: "Rank members by their chance of leaving within 90 days.",
    successCriteria: [criterion],
    similarEfforts: [{ name: "Rules of 2022", lesson: "Too late.", use: "used", why: "Baseline." }],
    scopeIn: ["Private members"],
    scopeOut: ["Corporate contracts"],
    assumptions: [{ text: "Notes arrive daily", owner: "Operations", verifyBy: "2027-01-31" }],
    constraints: ["No health data"],
    resources: ["Two data scientists"],
    economics: {
      unit: "€",
      ratePercent: 6,
      horizonYears: 3,
      costs: [
        {
          label: "Build",
          low: 80_000,
          likely: 100_000,
          high: 140_000,
          unit: "€",
          rhythm: "once",
        },
      ],
      benefits: [],
    },
    sponsor: "Claire Dubois",
    stakeholders: [{ name: "Retention desk", part: "Uses the list", raci: "responsible" }],
    timeline: { startOn: "2027-01-04", endOn: "2027-07-31", milestones: [] },
    dependencies: [],
  },
  outlook: {
    npv: { pessimistic: -140_000, likely: -100_000, optimistic: -80_000 },
    paybackYears: null,
    unit: "€",
    leftOut: [],
  },
  ...overrides,
});

const gateDocument: GateDocument = {
  ...frame,
  subject: "gate_round",
  edition: "Round 2",
  title: "Gate G4 Model assessment",
  stateSentence: "Passed with conditions.",
  signatures: [
    { ...signature, verdict: "Approve with conditions", comment: "Sound, once measured." },
  ],
  gate: {
    code: "G4",
    name: "Model assessment",
    question: "Is the model good enough to be evaluated?",
    stage: "4 Modeling",
  },
  round: {
    iteration: 1,
    requestedBy: "Priya Raman",
    requestedAs: "lead",
    requestedAt: "2026-11-20T08:00:00.000Z",
    statement: "Recall held on every slice.",
    earlyReason: "",
    dueOn: "2026-11-27",
    outcome: "passed with conditions",
    closedAt: "2026-11-21T08:00:00.000Z",
    closedReason: "",
    policySha256: SHA,
  },
  covers: [{ label: "Test report", sha256: SHA }],
  criteria: [
    {
      id: "recall",
      kind: "metric",
      name: "Recall",
      status: "met",
      sentence: "Recall is 0.83.",
      value: "0.83",
      threshold: "≥ 0.8",
      measured: { value: 0.83, threshold: 0.8, operator: "at-least" },
      evidence: [{ kind: "metric", id: ID, label: "recall", href: "/" }],
      href: null,
      nextStep: null,
      who: [],
      parts: [],
    },
  ],
  decisions: [
    {
      name: signature.name,
      role: "sponsor",
      verdict: "approve with conditions",
      feedback: "minor",
      reason: "Sound, once measured.",
      goesBackTo: null,
      decidedAt: signature.signedAt,
    },
  ],
  conditions: [
    {
      code: "C1",
      text: "Measure drift.",
      owner: "Priya Raman",
      dueOn: "2026-12-24",
      blocksGate: null,
    },
  ],
};

/** The text as poppler reads it, with runs of white space as one space. */
function textOf(pdf: Buffer): string {
  const { stdout, error } = spawnSync("pdftotext", ["-layout", "-", "-"], {
    input: pdf,
    encoding: "utf8",
  });
  if (error !== undefined) {
    throw new Error("pdftotext is needed for this test: install poppler-utils.");
  }
  return stdout.replaceAll(/\s+/g, " ");
}

/** Every text somebody wrote; what is chosen from a list is printed in words of its own. */
function writtenIn(value: unknown): string[] {
  if (typeof value === "string") {
    return /^[a-z-]+$|^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value) ? [] : [value];
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(writtenIn) : [];
}

describe("the PDF of a business case", () => {
  it("leaves out nothing that was written and signed", async () => {
    const content: CaseDocument["content"] = {
      ...caseOf().content,
      background: "Members leave.",
      similarEfforts: [
        { name: "Rules", result: "Half kept.", lesson: "Too late.", use: "used", why: "Baseline." },
      ],
      timeline: { startOn: null, endOn: null, milestones: [{ name: "Pilot", on: "2027-03-01" }] },
      dependencies: ["Feed of enrolments"],
    };
    const texts = writtenIn(content);
    expect(texts).toEqual(expect.arrayContaining(["Half kept.", "Pilot", "Feed of enrolments"]));
    // Columns stand side by side, and words are what can be read across them.
    const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];
    const printed = new Set(words(textOf(await renderCasePdf(caseOf({ content })))));
    const missing = texts.flatMap(words).filter((word) => !printed.has(word));
    expect(missing).toEqual([]);
  });

  it("keeps signs, currency and names readable as text", async () => {
    const text = textOf(await renderCasePdf(caseOf()));
    for (const part of ["≥ 0.85", "€", "Tomás Rivera-Łukasz", "without warning", "Version 2"]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain("**");
  });

  it("carries the certificate in the same file, with every time and its zone", async () => {
    const text = textOf(await renderCasePdf(caseOf()));
    for (const part of [
      "20 Nov 2026, 08:00:00 UTC",
      "20 Nov 2026, 09:30:15 UTC",
      "20 Nov 2026, 09:41:12 UTC",
      "Identity confirmed anew by password",
      "Entry 1204, covered by the checkpoint of 1300 entries",
      "self-signed",
      "pdfsig",
      "https://waymark.example/verify",
    ]) {
      expect(text).toContain(part);
    }
    expect(text.replaceAll(" ", "")).toContain(SHA);
  });

  it("marks a draft as one, and promises nothing on an open record", async () => {
    const draft = caseOf({
      state: "draft",
      edition: "Draft",
      number: 0,
      stateSentence: "Draft. Nobody has been asked to sign it.",
      signatures: [],
    });
    const text = textOf(await renderCasePdf(draft));
    expect(text).toContain("DRAFT");
    expect(text).not.toContain("Certificate of signatures");
    const open = caseOf({ state: "open", stateSentence: "Not signed in full. Missing: sponsor." });
    expect(textOf(await renderCasePdf(open))).toContain("carries no digital signature of its own");
  });

  it("fits an ordinary case on one page and its certificate on another", async () => {
    const text = textOf(await renderCasePdf(caseOf()));
    expect(text).toContain("Page 1 of 2");
    expect(text).toContain("Page 2 of 2");
  });
});

describe("the PDF of a gate", () => {
  it("prints question, frozen criteria with values, decisions and conditions", async () => {
    const text = textOf(await renderGatePdf(gateDocument));
    for (const part of [
      "Is the model good enough to be evaluated?",
      "≥ 0.8",
      "0.83",
      "Sound, once measured.",
      "C1 Measure drift. Owner Priya Raman; due by 24 Dec 2026.",
      "Approve with conditions",
    ]) {
      expect(text).toContain(part);
    }
  });
});

describe("the certificate", () => {
  const anyText = fc.oneof(fc.constant(""), fc.constant("  "), fc.string());
  const anyTime = fc
    .date({ min: new Date("2020-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
    .map((date) => date.toISOString());
  const anySignature = fc.record({
    id: fc.constant(ID),
    name: anyText,
    role: anyText,
    outside: fc.option(anyText),
    number: fc.nat(),
    askedAt: anyTime,
    viewedAt: fc.option(anyTime),
    signedAt: anyTime,
    assurance: anyText,
    meaning: anyText,
    verdict: fc.option(anyText),
    comment: anyText,
    statementSha256: fc.constant(SHA),
    ledgerIndex: fc.option(fc.nat()),
    checkpointSize: fc.option(fc.nat()),
  });

  it("never leaves a field blank", () => {
    fc.assert(
      fc.property(fc.array(anySignature), anyText, anyTime, (signatures, text, viewsSince) => {
        const document = caseOf({
          signatures,
          viewsSince,
          title: text,
          edition: text,
          stateSentence: text,
          projectName: text,
          workspaceName: text,
        });
        const { facts, signers } = certificateOf(document);
        const rows = [...facts, ...signers.flatMap((signer) => signer.rows)];
        for (const { name, value } of rows) {
          expect(name.trim()).not.toBe("");
          expect(value.trim()).not.toBe("");
        }
        const anonymous = signers.filter((_, index) => signatures[index]?.name.trim() === "");
        expect(anonymous.every(({ heading }) => heading.startsWith("Name not recorded"))).toBe(
          true,
        );
      }),
    );
  });

  it("says since when looks are kept where one is missing", () => {
    const [signer] = certificateOf(
      caseOf({
        signatures: [{ ...signature, viewedAt: null }],
        viewsSince: "2026-11-22T00:00:00Z",
      }),
    ).signers;
    expect(signer?.rows).toContainEqual({
      name: "Viewed",
      value: "Not recorded before 22 Nov 2026",
    });
  });
});

describe("plainText", () => {
  it("drops the marks and keeps the words and the links", () => {
    expect(plainText("## Why\n- **two** `x`\n- [report](https://a.example/b)")).toBe(
      "Why\n• two x\n• report (https://a.example/b)",
    );
  });

  it("ends soon on any text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3000 }), (text) => {
        expect(plainText(text).length).toBeLessThanOrEqual(text.length * 2);
      }),
    );
  });
});
