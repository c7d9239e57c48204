import { columnName, type Grid } from "@/lib/kernel/spreadsheet";
import type { ImportSettings } from "@/lib/risk-imports/schema/import-draft";
import type { ShownRows } from "@/lib/risk-imports/schema/inputs";
import type { DraftView, ImportRowView } from "@/lib/risk-imports/schema/views";
import { riskKey } from "@/lib/risks/rules";
import { doubledHeads } from "./guess-columns";
import {
  categoryWords,
  fieldTitles,
  knowledgeWords,
  plain,
  sourceWords,
  treatmentWords,
  type WordList,
} from "./import-fields";
import type { ImportReferences, ImportRow } from "./import-row";

const ROWS_A_PAGE = 50;
const SAMPLES = 3;

type Part = { show?: ShownRows | undefined; from: number };

/** What the preview shows of the rows: counts of all of them, and one page of the part asked for. */
export function previewOf(rows: readonly ImportRow[], { show: wanted, from }: Part) {
  const counts = countsOf(rows);
  const show = wanted ?? (counts.broken > 0 ? "problems" : "all");
  const chosen = rows.filter((row) => belongsTo(row, show));
  const page = chosen.slice(from, from + ROWS_A_PAGE);
  const next = from + ROWS_A_PAGE < chosen.length ? from + ROWS_A_PAGE : null;
  return { counts, show, rows: page.map(rowView), shown: chosen.length, next };
}

function belongsTo({ fate, duplicate }: ImportRow, show: ShownRows): boolean {
  if (show === "problems") {
    return fate === "broken";
  }
  return show === "all" || duplicate !== null;
}

export function countsOf(rows: readonly ImportRow[]): DraftView["counts"] {
  const count = (fate: ImportRow["fate"]) => rows.filter((row) => row.fate === fate).length;
  return {
    all: rows.length,
    add: count("add"),
    update: count("update"),
    skip: count("skip"),
    leftOut: count("left_out"),
    broken: count("broken"),
    duplicates: rows.filter(({ duplicate }) => duplicate !== null).length,
  };
}

function rowView({ row, fate, texts, problems, remarks, duplicate }: ImportRow): ImportRowView {
  return {
    number: row + 1,
    row,
    fate,
    texts,
    problems: problems.map(({ field, message }) => ({ field, message })),
    remarks,
    duplicate:
      duplicate === null
        ? null
        : {
            of: duplicateWords(duplicate.of),
            isInRegister: duplicate.of.kind === "risk",
            choice: duplicate.choice,
          },
  };
}

function duplicateWords(of: NonNullable<ImportRow["duplicate"]>["of"]): string {
  return of.kind === "row"
    ? `row ${of.row + 1} of this file`
    : `${riskKey(of.number)} ${of.title} in the register`;
}

/** A row that keeps the whole import back, as a sentence with row and column. */
export function firstProblem(rows: readonly ImportRow[]): string | null {
  const broken = rows.find(({ fate }) => fate === "broken");
  const problem = broken?.problems[0];
  return broken === undefined || problem === undefined
    ? null
    : `Row ${broken.row + 1}, ${fieldTitles[problem.field]}: ${problem.message}`;
}

export function headsOf(grid: Grid, settings: ImportSettings): DraftView["heads"] {
  const heads = grid.rows[settings.headerRow] ?? [];
  const below = grid.rows.slice(settings.headerRow + 1, settings.headerRow + 30);
  const width = Math.max(heads.length, ...below.map((cells) => cells.length));
  return Array.from({ length: width }, (_, column) => ({
    column,
    name: columnName(column),
    head: (heads[column] ?? "").trim(),
    samples: below
      .map((cells) => (cells[column] ?? "").trim())
      .filter((text) => text !== "")
      .slice(0, SAMPLES)
      .map((text) => text.slice(0, 60)),
  })).filter(({ head, samples }) => head !== "" || samples.length > 0);
}

export function doubledHeadsOf(grid: Grid, settings: ImportSettings): string[] {
  return doubledHeads(grid.rows[settings.headerRow] ?? []);
}

/** Words to be given a meaning, the most frequent first, and those that have one. */
export function wordsOf(rows: readonly ImportRow[], settings: ImportSettings): DraftView["words"] {
  const open = new Map<string, DraftView["words"][number]>();
  const broken = rows.filter(({ fate }) => fate === "broken");
  for (const word of broken.flatMap(({ problems }) => problems.map((problem) => problem.word))) {
    if (word !== undefined && !isAnswered(settings, word)) {
      const name = `${word.list} ${plain(word.text)}`;
      const known = open.get(name);
      open.set(name, { ...word, count: (known?.count ?? 0) + 1, value: null });
    }
  }
  const answered = Object.entries(settings.words).flatMap(([list, words]) =>
    Object.entries(words).map(([text, value]) => ({
      list: list as WordList,
      text,
      count: 0,
      value,
    })),
  );
  return [
    ...[...open.values()].toSorted((one, other) => other.count - one.count),
    ...answered,
  ].slice(0, 200);
}

function isAnswered({ words }: ImportSettings, { list, text }: { list: WordList; text: string }) {
  return Object.hasOwn(words[list] ?? {}, plain(text));
}

const MOST_CHOICES = 300;

/** What a word can stand for, each as the text a row would have to have. */
export function choicesOf(references: ImportReferences): DraftView["choices"] {
  const { projects, likelihoods, impacts } = references;
  const people = new Map(
    projects.flatMap((project) => project.people.map(({ email, name }) => [email, name] as const)),
  );
  return {
    project: projects
      .filter(({ whyNotRaise }) => whyNotRaise === null)
      .map(({ key, name }) => ({ value: key, label: `${key} ${name}` }))
      .slice(0, MOST_CHOICES),
    owner: [...people]
      .map(([value, name]) => ({ value, label: `${name} (${value})` }))
      .toSorted((one, other) => (one.label < other.label ? -1 : 1))
      .slice(0, MOST_CHOICES),
    category: firstWords(categoryWords),
    source: firstWords(sourceWords),
    treatment: firstWords(treatmentWords),
    knowledge: firstWords(knowledgeWords),
    likelihood: stepWords(likelihoods),
    impact: stepWords(impacts),
  };
}

function firstWords(words: Readonly<Record<string, readonly string[]>>) {
  return Object.values(words).map(([word = ""]) => ({ value: word, label: word }));
}

function stepWords(labels: readonly string[]) {
  return labels.map((label, index) => ({
    value: String(index + 1),
    label: `${index + 1} ${label}`,
  }));
}

export function asksDayOrder(rows: readonly ImportRow[]): boolean {
  return rows.some(({ problems }) =>
    problems.some(({ message }) => message.includes("with the day or with the month first")),
  );
}
