import * as z from "zod";
import { caseContent } from "@/lib/business-cases/schema";
import { criterionResult } from "@/lib/gates/schema";

const documentSubjects = ["business_case", "gate_round"] as const;
export const documentSubject = z.enum(documentSubjects);
export type DocumentSubject = z.infer<typeof documentSubject>;

const sha256 = z.string();

/** One signature as the certificate prints it. Null stands for what nobody recorded. */
const documentSignature = z.object({
  id: z.uuid(),
  /** Who signed, and for whom where a delegate did. */
  name: z.string(),
  role: z.string(),
  /** "Guest of Fabrikam" for somebody from outside; null for people of the project. */
  outside: z.string().nullable(),
  /** The version or round that was signed; an older version may still hold for a newer one. */
  number: z.number(),
  askedAt: z.iso.datetime(),
  viewedAt: z.iso.datetime().nullable(),
  signedAt: z.iso.datetime(),
  assurance: z.string(),
  meaning: z.string(),
  verdict: z.string().nullable(),
  comment: z.string(),
  statementSha256: sha256,
  ledgerIndex: z.number().nullable(),
  /** Size of the smallest checkpoint that covers the entry. */
  checkpointSize: z.number().nullable(),
});
export type DocumentSignature = z.infer<typeof documentSignature>;

export const issuedDocumentView = z.object({
  id: z.uuid(),
  subject: documentSubject,
  subjectId: z.uuid(),
  number: z.number(),
  sha256,
  bytes: z.number(),
  fileName: z.string(),
  certificateSha256: sha256,
  issuedAt: z.iso.datetime(),
});
export type IssuedDocumentView = z.infer<typeof issuedDocumentView>;

/** What every document says, whatever it is about. */
const documentFrame = z.object({
  projectId: z.uuid(),
  projectKey: z.string(),
  projectName: z.string(),
  workspaceName: z.string(),
  subject: documentSubject,
  subjectId: z.uuid(),
  /** Zero for a draft. */
  number: z.number(),
  edition: z.string(),
  title: z.string(),
  fileName: z.string(),
  /** "final" once every signature it needs is given: then the file is signed and kept. */
  state: z.enum(["draft", "open", "final"]),
  stateSentence: z.string(),
  /** SHA-256 of the canonical record that the signatures bind. */
  recordSha256: sha256,
  editionSha256: sha256,
  signatures: z.array(documentSignature),
  /** Since when Waymark keeps the time at which a signer opened what they signed. */
  viewsSince: z.iso.datetime(),
  verifyUrl: z.string(),
  printedAt: z.iso.datetime(),
  issued: issuedDocumentView.nullable(),
});
export type DocumentFrame = z.infer<typeof documentFrame>;

const moneyOutlook = z.object({
  npv: z.object({ pessimistic: z.number(), likely: z.number(), optimistic: z.number() }),
  paybackYears: z.number().nullable(),
  unit: z.string(),
  leftOut: z.array(z.string()),
});

export const caseDocument = documentFrame.extend({
  gateCode: z.string(),
  datedAt: z.iso.datetime(),
  content: caseContent,
  outlook: moneyOutlook.nullable(),
});
export type CaseDocument = z.infer<typeof caseDocument>;

const decisionRecord = z.object({
  name: z.string(),
  role: z.string(),
  verdict: z.string(),
  feedback: z.string().nullable(),
  reason: z.string(),
  goesBackTo: z.string().nullable(),
  decidedAt: z.iso.datetime(),
});

const conditionRecord = z.object({
  code: z.string(),
  text: z.string(),
  owner: z.string(),
  dueOn: z.iso.date().nullable(),
  blocksGate: z.string().nullable(),
});

export const gateDocument = documentFrame.extend({
  gate: z.object({ code: z.string(), name: z.string(), question: z.string(), stage: z.string() }),
  round: z.object({
    iteration: z.number(),
    requestedBy: z.string(),
    requestedAs: z.string(),
    requestedAt: z.iso.datetime(),
    statement: z.string(),
    earlyReason: z.string(),
    dueOn: z.iso.date(),
    outcome: z.string().nullable(),
    closedAt: z.iso.datetime().nullable(),
    closedReason: z.string(),
    policySha256: sha256,
  }),
  covers: z.array(z.object({ label: z.string(), sha256 })),
  criteria: z.array(criterionResult),
  decisions: z.array(decisionRecord),
  conditions: z.array(conditionRecord),
});
export type GateDocument = z.infer<typeof gateDocument>;

const verdicts = ["matches", "altered", "unknown"] as const;

/** The answer of the public check: no name, no project, no content. */
export const verification = z.object({
  verdict: z.enum(verdicts),
  /** What was handed in: "PDF", "SHA-256", "receipt", "audit bundle". */
  given: z.string(),
  sentence: z.string(),
  /** What it is, where it is known. */
  found: z
    .object({ kind: z.string(), number: z.number().nullable(), at: z.iso.datetime() })
    .nullable(),
  steps: z.array(
    z.object({
      name: z.string(),
      result: z.enum(["passed", "failed", "skipped"]),
      sentence: z.string(),
    }),
  ),
});
export type Verification = z.infer<typeof verification>;
