import { fieldTitles, type ImportField, importFields, plain } from "./import-fields";

/** Heads that other registers use, by field; compared without case and punctuation. */
const otherHeads: Record<ImportField, readonly string[]> = {
  project: ["project key", "project name", "use case", "system", "initiative", "programme"],
  key: ["risk id", "id", "risk key", "key", "ref", "reference", "no", "nr", "number", "risk no"],
  title: ["risk title", "risk name", "name", "summary", "headline", "short description"],
  cause: ["root cause", "causes", "driver", "because of", "cause of risk", "trigger"],
  event: [
    "risk event",
    "description",
    "risk description",
    "what could happen",
    "scenario",
    "risk statement",
    "detail",
    "details",
  ],
  consequence: [
    "consequences",
    "effect",
    "effects",
    "impact description",
    "impact in words",
    "impact text",
    "outcome",
  ],
  category: ["risk category", "type", "risk type", "area", "class", "risk class", "domain"],
  stage: ["phase", "lifecycle stage", "project phase", "project stage", "step"],
  owner: [
    "risk owner",
    "responsible",
    "responsible person",
    "assigned to",
    "assignee",
    "owner e mail",
    "owner email",
    "accountable",
    "who",
  ],
  identifiedOn: [
    "date identified",
    "identified",
    "raised on",
    "date raised",
    "date",
    "logged on",
    "date logged",
    "opened",
    "open date",
    "created",
    "created on",
  ],
  source: ["origin", "found by", "risk source", "identified by", "raised through"],
  inherentLikelihood: [
    "initial likelihood",
    "gross likelihood",
    "inherent probability",
    "likelihood before",
    "original likelihood",
  ],
  inherentImpact: [
    "initial impact",
    "gross impact",
    "inherent severity",
    "impact before",
    "original impact",
  ],
  likelihood: ["current likelihood", "probability", "l", "p", "chance", "current probability"],
  impact: ["current impact", "severity", "i", "current severity", "impact score", "impact level"],
  residualLikelihood: [
    "target likelihood",
    "net likelihood",
    "likelihood after",
    "residual probability",
  ],
  residualImpact: ["target impact", "net impact", "impact after", "residual severity"],
  knowledge: ["knowledge", "confidence", "certainty", "evidence strength"],
  treatment: ["response", "strategy", "risk response", "treatment strategy", "response strategy"],
  treatmentNote: [
    "treatment note",
    "mitigation",
    "mitigations",
    "mitigation plan",
    "action",
    "actions",
    "treatment plan",
    "response plan",
    "plan",
    "countermeasures",
    "measures",
  ],
  dueOn: ["due date", "due", "deadline", "target date", "treatment due", "by when", "review by"],
  status: ["state", "risk status"],
};

const fieldOfHead = new Map<string, ImportField>(
  importFields.flatMap((field) =>
    [fieldTitles[field], ...otherHeads[field]].map((head) => [plain(head), field] as const),
  ),
);

function fieldOf(head: string): ImportField | null {
  return fieldOfHead.get(plain(head)) ?? null;
}

const ROWS_LOOKED_AT = 30;

/** The row that names the most fields, among the first; a table may have a title above it. */
export function guessHeaderRow(rows: readonly (readonly string[])[]): number {
  const looked = rows.slice(0, ROWS_LOOKED_AT);
  const known = looked.map((cells) => new Set(cells.map(fieldOf).filter(isField)).size);
  const most = Math.max(0, ...known);
  if (most >= 2) {
    return known.indexOf(most);
  }
  const first = looked.findIndex((cells) => cells.some((cell) => cell.trim() !== ""));
  return Math.max(0, first);
}

export type ColumnChoice = Partial<Record<ImportField, number>>;

/** Fields by the column whose head names them; of two columns with one name the first. */
export function guessColumns(heads: readonly string[]): ColumnChoice {
  const columns: ColumnChoice = {};
  // The exact head of a field wins over a head that merely stands for it.
  const exact = (field: ImportField) =>
    heads.findIndex((head) => plain(head) === plain(fieldTitles[field]));
  for (const field of importFields) {
    const column =
      exact(field) >= 0 ? exact(field) : heads.findIndex((head) => fieldOf(head) === field);
    if (column >= 0) {
      columns[field] = column;
    }
  }
  return columns;
}

/** Whether every field that a risk cannot do without has a column, so that nobody needs to choose. */
export function isReadable(columns: ColumnChoice): boolean {
  const needed = ["project", "category", "owner", "likelihood", "impact", "treatment"] as const;
  const hasName = columns.title !== undefined || columns.event !== undefined;
  return hasName && needed.every((field) => columns[field] !== undefined);
}

/** Heads that stand over more than one column, as they are written first. */
export function doubledHeads(heads: readonly string[]): string[] {
  const seen = new Map<string, { head: string; count: number }>();
  for (const head of heads) {
    const name = plain(head);
    if (name !== "") {
      const known = seen.get(name);
      seen.set(name, { head: known?.head ?? head.trim(), count: (known?.count ?? 0) + 1 });
    }
  }
  return [...seen.values()].filter(({ count }) => count > 1).map(({ head }) => head);
}

function isField(field: ImportField | null): field is ImportField {
  return field !== null;
}
