import type { CellNote } from "@/lib/kernel/spreadsheet";
import type { DuplicateChoice } from "@/lib/risk-imports/schema/import-draft";
import type {
  KnowledgeStrength,
  RiskCategory,
  RiskSource,
  RiskStatus,
  RiskTreatment,
} from "@/lib/risks/schema";
import type { ImportField, WordList } from "./import-fields";

export type ImportPerson = { id: string; name: string; email: string };
export type ImportProject = {
  id: string;
  key: string;
  name: string;
  /** A sentence for somebody who reads this project and raises no risks in it. */
  whyNotRaise: string | null;
  people: readonly ImportPerson[];
  stages: readonly { id: string; number: number; name: string }[];
};

export type RegisteredRisk = {
  id: string;
  projectId: string;
  number: number;
  title: string;
  event: string;
  status: RiskStatus;
  version: number;
  whyNotUpdate: string | null;
};

/** What the rows are held against; only projects the reader may see are in it. */
export type ImportReferences = {
  today: string;
  likelihoods: readonly string[];
  impacts: readonly string[];
  projects: readonly ImportProject[];
  risks: readonly RegisteredRisk[];
};

type Level = { likelihood: number; impact: number };

export type RiskToImport = {
  projectId: string;
  title: string;
  cause: string;
  event: string;
  consequence: string;
  category: RiskCategory;
  stageId: string | null;
  ownerId: string;
  identifiedOn: string;
  source: RiskSource;
  inherent: Level;
  current: Level;
  residual: Level | null;
  knowledge: KnowledgeStrength;
  treatment: RiskTreatment;
  treatmentNote: string;
  dueOn: string | null;
};

/** `word` is set where choosing once what the word stands for mends every row that has it. */
export type RowProblem = {
  field: ImportField;
  message: string;
  word?: { list: WordList; text: string };
};

export type RowDuplicate = {
  /** The row of this file it repeats, counted from 0, or the risk of the register. */
  of: { kind: "row"; row: number } | { kind: "risk"; id: string; number: number; title: string };
  choice: DuplicateChoice;
};

export type ImportFate = "add" | "update" | "skip" | "left_out" | "broken";

export type ImportRow = {
  /** Place in the sheet, counted from 0. */
  row: number;
  texts: Partial<Record<ImportField, string>>;
  problems: RowProblem[];
  /** What was understood in a way the person should know of. */
  remarks: string[];
  risk: RiskToImport | null;
  duplicate: RowDuplicate | null;
  fate: ImportFate;
};

export type NoteAt = ReadonlyMap<string, CellNote["kind"]>;
