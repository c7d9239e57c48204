import type {
  KnowledgeStrength,
  RiskCategory,
  RiskSource,
  RiskTreatment,
} from "@/lib/risks/schema";

/** What a column of a spreadsheet can hold, in the order the export writes it. */
export const importFields = [
  "project",
  "key",
  "title",
  "cause",
  "event",
  "consequence",
  "category",
  "stage",
  "owner",
  "identifiedOn",
  "source",
  "inherentLikelihood",
  "inherentImpact",
  "likelihood",
  "impact",
  "residualLikelihood",
  "residualImpact",
  "knowledge",
  "treatment",
  "treatmentNote",
  "dueOn",
  "status",
] as const;
export type ImportField = (typeof importFields)[number];

/** The heads of the export; read back, they find their fields by themselves. */
export const fieldTitles = {
  project: "Project",
  key: "Risk",
  title: "Title",
  cause: "Cause",
  event: "Event",
  consequence: "Consequence",
  category: "Category",
  stage: "Stage",
  owner: "Owner",
  identifiedOn: "Identified on",
  source: "Source",
  inherentLikelihood: "Inherent likelihood",
  inherentImpact: "Inherent impact",
  likelihood: "Likelihood",
  impact: "Impact",
  residualLikelihood: "Residual likelihood",
  residualImpact: "Residual impact",
  knowledge: "Strength of knowledge",
  treatment: "Treatment",
  treatmentNote: "How it is treated",
  dueOn: "Due on",
  status: "Status",
} satisfies Record<ImportField, string>;

/** Fields whose words are looked up in a list; one list may serve several fields. */
export const wordLists = [
  "project",
  "owner",
  "category",
  "source",
  "treatment",
  "knowledge",
  "likelihood",
  "impact",
] as const;
export type WordList = (typeof wordLists)[number];

const listOfField: Partial<Record<ImportField, WordList>> = {
  project: "project",
  owner: "owner",
  category: "category",
  source: "source",
  treatment: "treatment",
  knowledge: "knowledge",
  inherentLikelihood: "likelihood",
  likelihood: "likelihood",
  residualLikelihood: "likelihood",
  inherentImpact: "impact",
  impact: "impact",
  residualImpact: "impact",
};

export function wordListOf(field: ImportField): WordList | null {
  return listOfField[field] ?? null;
}

/** How a word is compared: whatever its case, and whatever stands between its letters. */
export function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

type Words<Value extends string> = Record<Value, readonly [string, ...string[]]>;

/** The first word of each is the one the export writes. */
export const categoryWords = {
  data: ["Data", "data quality", "dataset", "data risk"],
  model: ["Model", "model risk", "modelling", "performance", "model performance", "accuracy"],
  fairness: ["Fairness", "bias", "discrimination", "ethics", "ethical"],
  explainability: ["Explainability", "transparency", "interpretability"],
  privacy_legal: [
    "Privacy and law",
    "privacy",
    "legal",
    "compliance",
    "regulatory",
    "privacy legal",
    "privacy and legal",
    "gdpr",
    "data protection",
  ],
  security: ["Security", "cyber", "cyber security", "information security", "it security"],
  operations: ["Operations", "operational", "process", "operational risk"],
  infrastructure: ["Infrastructure", "technical", "technology", "it", "platform", "technical risk"],
  people_adoption: [
    "People and adoption",
    "people",
    "adoption",
    "change",
    "organisational",
    "organizational",
    "staff",
    "resources",
  ],
  vendor: ["Vendor", "supplier", "third party", "external", "procurement"],
  ml_technical_debt: ["ML technical debt", "technical debt", "tech debt", "ml debt"],
} satisfies Words<RiskCategory>;

export const treatmentWords = {
  avoid: ["Avoid", "avoidance", "eliminate", "terminate"],
  mitigate: ["Mitigate", "mitigation", "reduce", "reduction", "treat", "control", "minimise"],
  transfer: ["Transfer", "share", "insure", "outsource", "transference"],
  accept: ["Accept", "acceptance", "tolerate", "retain", "accepted"],
} satisfies Words<RiskTreatment>;

export const knowledgeWords = {
  weak: ["Weak", "low", "poor", "guess"],
  moderate: ["Moderate", "medium", "fair", "some"],
  strong: ["Strong", "high", "good", "well known"],
} satisfies Words<KnowledgeStrength>;

export const sourceWords = {
  person: ["Person", "team", "workshop", "interview", "employee", "staff", "expert"],
  review: ["Review", "audit", "assessment", "inspection"],
  metric: ["Metric", "monitoring", "measurement", "kpi", "alert"],
  incident: ["Incident", "event", "complaint", "issue"],
  catalogue: ["Catalogue", "catalog", "checklist", "library"],
  import: ["Import", "spreadsheet", "imported"],
} satisfies Words<RiskSource>;

/** The value a word stands for, or null where no list knows it. */
export function valueOfWord<Value extends string>(
  words: Record<Value, readonly string[]>,
  text: string,
): Value | null {
  const wanted = plain(text);
  const values = Object.keys(words) as Value[];
  return (
    values.find(
      (value) => plain(value) === wanted || words[value].some((word) => plain(word) === wanted),
    ) ?? null
  );
}
