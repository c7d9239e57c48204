import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";
import { optionalText } from "@/lib/kernel/fields";
import { signatureInWords } from "@/lib/kernel/signature-shape";
import {
  candidateView,
  choiceView,
  signerView,
  signingRoundView,
} from "@/lib/signing/schema/views";

const caseStatuses = ["draft", "submitted", "signed", "returned", "withdrawn"] as const;
export type CaseStatus = (typeof caseStatuses)[number];

const criterionLevels = ["business", "model"] as const;
const directions = ["at-least", "at-most"] as const;
const raciLetters = ["responsible", "accountable", "consulted", "informed"] as const;
const rhythms = ["once", "yearly"] as const;
export const usesOfEarlierEfforts = ["undecided", "used", "not_relevant"] as const;

/** Every limit of the page in one place; rows that people add are few enough to read. */
const MAX = { line: 200, paragraph: 2000, page: 6000, rows: 30 } as const;
const AMOUNT_MAX = 1_000_000_000_000;

const line = (label: string) => optionalText(label, { max: MAX.line });
const paragraph = (label: string) => optionalText(label, { max: MAX.paragraph });
const dayOrNone = (label: string) =>
  z.iso.date(`${label} needs a day such as 2026-11-30.`).nullable().default(null);

function amount(label: string) {
  return z
    .number({ error: `${label} needs a number.` })
    .min(-AMOUNT_MAX, `${label} is too small.`)
    .max(AMOUNT_MAX, `${label} is too large.`)
    .nullable()
    .default(null);
}

/** Written without a sign: a cost and a benefit differ by the list they stand in. */
function money(label: string) {
  return z
    .number({ error: `${label} needs a number.` })
    .min(0, `${label} cannot be negative.`)
    .max(AMOUNT_MAX, `${label} is too large.`)
    .nullable()
    .default(null);
}

export const successCriterion = z.strictObject({
  level: z.enum(criterionLevels).default("business"),
  measure: line("The measure"),
  baseline: amount("The value today"),
  minimum: amount("The minimum"),
  target: amount("The target"),
  unit: optionalText("The unit", { max: 40 }),
  direction: z.enum(directions).default("at-least"),
  howMeasured: paragraph("How it is measured"),
  measuredOn: dayOrNone("When it is measured"),
  reader: line("Who reads it"),
});

const similarEffort = z.strictObject({
  name: line("The earlier effort"),
  /** Absent in texts of before it was asked for, so that their hash stays what was signed. */
  result: z.string().trim().max(MAX.line, "The result may have at most 200 characters.").optional(),
  lesson: paragraph("What was learnt"),
  use: z.enum(usesOfEarlierEfforts).default("undecided"),
  why: paragraph("Why it is used or not"),
  /** The project of this workspace it was taken from. */
  projectId: z.uuid().optional(),
});

export const assumption = z.strictObject({
  text: paragraph("The assumption"),
  owner: line("Its owner"),
  verifyBy: dayOrNone("Verify by"),
});

const moneyLine = z.strictObject({
  label: line("What it is"),
  low: money("Low"),
  likely: money("Likely"),
  high: money("High"),
  unit: optionalText("The unit", { max: 40 }),
  rhythm: z.enum(rhythms).default("yearly"),
});

const stakeholder = z.strictObject({
  name: line("The name"),
  part: line("Their part"),
  raci: z.enum(raciLetters).default("informed"),
});

const milestone = z.strictObject({ name: line("The milestone"), on: dayOrNone("Its day") });

/** Sections have no defaults: in a partial save an absent section must stay absent. */
function section(label: string, max: number) {
  return z.string().trim().max(max, `${label} may have at most ${max} characters.`);
}

function list<Row extends z.ZodType>(label: string, row: Row) {
  return z.array(row).max(MAX.rows, `${label} may have at most ${MAX.rows} lines.`);
}

const economics = z.strictObject({
  /** Lines in another unit are shown and stay out of the sums. */
  unit: optionalText("The unit of the sums", { max: 40 }),
  ratePercent: z
    .number({ error: "The rate needs a number of percent a year." })
    .min(0, "The rate cannot be negative.")
    .max(100, "The rate may be at most 100 percent a year.")
    .nullable()
    .default(null),
  horizonYears: z
    .number({ error: "The horizon needs a number of years." })
    .int("The horizon needs whole years.")
    .min(1, "The horizon is at least one year.")
    .max(20, "The horizon may be at most 20 years.")
    .nullable()
    .default(null),
  costs: list("Costs", moneyLine).default([]),
  benefits: list("Benefits", moneyLine).default([]),
});

const timeline = z.strictObject({
  startOn: dayOrNone("The start"),
  endOn: dayOrNone("The end"),
  milestones: list("Milestones", milestone).default([]),
});

const bullet = (label: string) => section(label, MAX.paragraph);

/**
 * The one-page business case. Everything may be empty while it is written;
 * what a submitted case needs is a rule of its own (`missingParts`).
 */
export const caseContent = z.strictObject({
  title: section("The title", MAX.line),
  background: section("The background", MAX.page),
  businessObjective: section("The business objective", MAX.page),
  mlObjective: section("The ML objective", MAX.page),
  successCriteria: list("Success criteria", successCriterion),
  similarEfforts: list("Similar efforts", similarEffort),
  scopeIn: list("Scope in", bullet("What is in scope")),
  scopeOut: list("Scope out", bullet("What is out of scope")),
  assumptions: list("Assumptions", assumption),
  constraints: list("Constraints", bullet("The constraint")),
  resources: list("Resources", bullet("The resource")),
  economics,
  sponsor: section("The sponsor", MAX.line),
  stakeholders: list("Stakeholders", stakeholder),
  timeline,
  dependencies: list("Dependencies", bullet("The dependency")),
});
export type CaseContent = z.infer<typeof caseContent>;
export type CaseSection = keyof CaseContent;
export type SuccessCriterion = CaseContent["successCriteria"][number];
export type MoneyLine = CaseContent["economics"]["costs"][number];
export type Economics = CaseContent["economics"];

export const caseSections = Object.keys(caseContent.shape) as CaseSection[];

export const emptyCase: CaseContent = {
  title: "",
  background: "",
  businessObjective: "",
  mlObjective: "",
  successCriteria: [],
  similarEfforts: [],
  scopeIn: [],
  scopeOut: [],
  assumptions: [],
  constraints: [],
  resources: [],
  economics: { unit: "", ratePercent: null, horizonYears: null, costs: [], benefits: [] },
  sponsor: "",
  stakeholders: [],
  timeline: { startOn: null, endOn: null, milestones: [] },
  dependencies: [],
};

const fieldClassNames = ["material", "minor", "cosmetic"] as const;
export type FieldClass = (typeof fieldClassNames)[number];

const sectionKey = z.enum(caseSections);
const person = z.object({ id: z.uuid(), name: z.string() });

const changedSection = z.object({
  section: sectionKey,
  label: z.string(),
  class: z.enum(fieldClassNames),
});

const versionHead = z.object({
  number: z.number(),
  sha256: z.string(),
  note: z.string(),
  submittedBy: person,
  submittedAt: z.iso.datetime(),
});

const caseSignatureView = z.object({
  id: z.uuid(),
  role: z.enum(projectRoles),
  signer: person,
  /** Where somebody from outside signed, by a mailed link and code. */
  guest: z.object({ organisation: z.string() }).nullable(),
  /** For whom, where a delegate signed. */
  signedFor: z.string().nullable(),
  number: z.number(),
  meaning: z.string(),
  assurance: z.string(),
  statementSha256: z.string(),
  signedAt: z.iso.datetime(),
  /** As page, PDF and CSV show it, letter by letter. */
  inWords: signatureInWords,
  standing: z.enum(["valid", "stale"]),
  /** What changed between the version that was signed and the latest one. */
  changed: z.array(changedSection),
});
export type CaseSignatureView = z.infer<typeof caseSignatureView>;

const outlook = z.object({
  npv: z.object({ pessimistic: z.number(), likely: z.number(), optimistic: z.number() }),
  paybackYears: z.number().nullable(),
  unit: z.string(),
  leftOut: z.array(z.string()),
});

export const caseView = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  status: z.enum(caseStatuses),
  version: z.number(),
  draft: caseContent,
  draftSavedAt: z.iso.datetime(),
  draftSavedBy: z.string().nullable(),
  /** Whether the draft says something the latest submitted version does not. */
  isDraftAhead: z.boolean(),
  returnedReason: z.string(),
  completeness: z.object({
    filled: z.number(),
    of: z.number(),
    missing: z.array(
      z.object({ section: sectionKey, path: z.string(), label: z.string(), message: z.string() }),
    ),
  }),
  outlook: outlook.nullable(),
  labels: z.record(sectionKey, z.string()),
  classes: z.record(sectionKey, z.enum(fieldClassNames)),
  latest: versionHead.extend({ content: caseContent }).nullable(),
  signedNumber: z.number().nullable(),
  signedAt: z.iso.datetime().nullable(),
  versions: z.array(versionHead),
  signatures: z.array(caseSignatureView),
  /** Who is asked to sign the latest version, place by place. */
  signers: z.array(signerView),
  round: signingRoundView.nullable(),
  /** Who could be asked to sign the next version. */
  candidates: z.array(candidateView),
  signersBefore: z.record(z.string(), z.string()).nullable(),
  whyNotEdit: z.string().nullable(),
  whyNotSubmit: z.string().nullable(),
  whyNotReturn: z.string().nullable(),
  whyNotSign: z.string().nullable(),
  whyNotManageSigners: z.string().nullable(),
  /** What a signature of the reader would bind, and the hash the proof of identity is asked for. */
  toSign: z
    .object({
      number: z.number(),
      sha256: z.string(),
      choices: z.array(choiceView),
    })
    .nullable(),
});
export type CaseView = z.infer<typeof caseView>;

export const caseVersionView = versionHead.extend({
  projectId: z.uuid(),
  content: caseContent,
  outlook: outlook.nullable(),
  signatures: z.array(caseSignatureView.omit({ standing: true, changed: true })),
});

export const caseComparison = z.object({
  from: versionHead,
  to: versionHead,
  changedCount: z.number(),
  sections: z.array(
    z.object({
      section: sectionKey,
      label: z.string(),
      class: z.enum(fieldClassNames),
      isChanged: z.boolean(),
      before: z.array(z.string()),
      after: z.array(z.string()),
    }),
  ),
});
export type CaseComparison = z.infer<typeof caseComparison>;
