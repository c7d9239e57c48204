import { cellName, type Grid } from "@/lib/kernel/spreadsheet";
import type { ImportSettings } from "@/lib/risk-imports/schema/import-draft";
import { findDuplicates } from "./find-duplicates";
import { fieldTitles, type ImportField, plain } from "./import-fields";
import type { ImportFate, ImportReferences, ImportRow, NoteAt, RiskToImport } from "./import-row";
import {
  type RowReader,
  readDayAt,
  readListed,
  readOwner,
  readProject,
  readStage,
  readStep,
  readText,
  refuse,
  textAt,
} from "./read-cells";
import { commonOrder, type DayOrder } from "./read-day";

const TITLE_MAX = 160;
const STORY_MAX = 2000;
const NOTE_MAX = 4000;

type RowTexts = Pick<ImportRow, "row" | "texts"> & { mended: ReadonlySet<ImportField> };

/**
 * Every row below the heads as risks, with what is wrong in words for the
 * person who sent the file. Nothing is dropped but rows without any text.
 */
export function readRows(
  grid: Grid,
  settings: ImportSettings,
  references: ImportReferences,
): ImportRow[] {
  const rows = textsOf(grid, settings);
  const order = settings.dayOrder ?? orderIn(rows);
  const notes: NoteAt = new Map(grid.notes.map((note) => [cellName(note), note.kind]));
  const read = rows.map((row) => {
    const reader = { texts: row.texts, settings, references, order, problems: [], remarks: [] };
    return readRow(row, reader, notes);
  });
  return findDuplicates(read, settings, references).map((row) => ({
    ...row,
    fate: fateOf(row, settings),
  }));
}

/** The texts of each row by field: what a person entered in the preview stands before the cell. */
function textsOf(grid: Grid, settings: ImportSettings): RowTexts[] {
  const columns = Object.entries(settings.columns) as [ImportField, number][];
  return grid.rows.flatMap((cells, row) => {
    if (row <= settings.headerRow || cells.every((cell) => cell.trim() === "")) {
      return [];
    }
    const entered = settings.rows[String(row)]?.values ?? {};
    const given = Object.fromEntries(
      columns.map(([field, column]) => [field, cleaned(cells[column] ?? "")]),
    );
    const mended = new Set(Object.keys(entered) as ImportField[]);
    return [{ row, texts: { ...given, ...entered }, mended }];
  });
}

/** What the file calls its projects, and what a person said these words stand for. */
export function projectWordsIn(grid: Grid, settings: ImportSettings): ReadonlySet<string> {
  const written = textsOf(grid, settings).map(({ texts }) => texts.project ?? "");
  return new Set([...written, ...Object.values(settings.words.project ?? {})].map(plain));
}

/** Without the apostrophe that an export puts before what a spreadsheet would run. */
function cleaned(cell: string): string {
  return cell
    .replace(/^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/, "")
    .replaceAll(/\r\n?/g, "\n")
    .trim();
}

function orderIn(rows: readonly RowTexts[]): DayOrder | null {
  return commonOrder(rows.flatMap(({ texts }) => [texts.identifiedOn ?? "", texts.dueOn ?? ""]));
}

type ReadRow = Omit<ImportRow, "fate">;

function readRow({ row, texts, mended }: RowTexts, reader: RowReader, notes: NoteAt): ReadRow {
  tellOfFormulas({ row, mended, texts }, reader, notes);
  const risk = readRisk(reader);
  const { problems, remarks } = reader;
  return {
    row,
    texts,
    problems,
    remarks,
    risk: problems.length === 0 ? risk : null,
    duplicate: null,
  };
}

/** What a formula shows is taken and said; what shows nothing or an error has to be entered. */
function tellOfFormulas({ row, mended }: RowTexts, reader: RowReader, notes: NoteAt): void {
  for (const [field, column] of Object.entries(reader.settings.columns) as [
    ImportField,
    number,
  ][]) {
    const place = cellName({ row, column });
    const kind = mended.has(field) ? undefined : notes.get(place);
    const title = fieldTitles[field];
    if (kind === "formula") {
      reader.remarks.push(`${title} was computed by a formula in ${place}; its value was taken.`);
    } else if (kind === "error") {
      refuse(reader, field, `${title} in ${place} shows an error. Enter the value.`);
    } else if (kind === "formula_without_value") {
      const message = `${title} in ${place} is a formula whose value the file does not hold. Enter the value.`;
      refuse(reader, field, message);
    }
  }
}

function readRisk(reader: RowReader): RiskToImport | null {
  const { likelihoods, impacts, today } = reader.references;
  const project = readProject(reader);
  const title = readTitle(reader);
  const current = readLevel(reader, ["likelihood", "impact"]);
  const inherent = readLevel(reader, ["inherentLikelihood", "inherentImpact"]);
  const residual = readLevel(reader, ["residualLikelihood", "residualImpact"]);
  if (current === "empty" && inherent === "empty") {
    readStep(reader, "likelihood", likelihoods);
    readStep(reader, "impact", impacts);
  }
  const now = current === "empty" ? inherent : current;
  const first = inherent === "empty" ? current : inherent;
  const category = readListed(reader, "category", null);
  const treatment = readListed(reader, "treatment", null);
  const knowledge = readListed(reader, "knowledge", "moderate");
  const source = readListed(reader, "source", "import");
  const ownerId = readOwner(reader, project);
  const story = {
    cause: readText(reader, "cause", STORY_MAX),
    event: readText(reader, "event", STORY_MAX),
    consequence: readText(reader, "consequence", STORY_MAX),
    treatmentNote: readText(reader, "treatmentNote", NOTE_MAX),
    stageId: readStage(reader, project),
    identifiedOn: readPast(reader) ?? today,
    dueOn: readDayAt(reader, "dueOn"),
  };
  readStatus(reader);
  if (isMissing(now) || isMissing(first) || residual === null) {
    return null;
  }
  if (project === null || ownerId === null || category === null || treatment === null) {
    return null;
  }
  if (knowledge === null || source === null) {
    return null;
  }
  return {
    ...story,
    projectId: project.id,
    title,
    ownerId,
    category,
    treatment,
    knowledge,
    source,
    current: now,
    inherent: first,
    residual: residual === "empty" ? null : residual,
  };
}

type ReadLevel = { likelihood: number; impact: number } | "empty" | null;

function isMissing(level: ReadLevel): level is "empty" | null {
  return level === null || level === "empty";
}

/** Both steps or neither; null where one of them is wrong, which is said. */
function readLevel(
  reader: RowReader,
  [likelihoodField, impactField]: readonly [ImportField, ImportField],
): ReadLevel {
  const { likelihoods, impacts } = reader.references;
  if (textAt(reader, likelihoodField) === "" && textAt(reader, impactField) === "") {
    return "empty";
  }
  const likelihood = readStep(reader, likelihoodField, likelihoods);
  const impact = readStep(reader, impactField, impacts);
  return likelihood === null || impact === null ? null : { likelihood, impact };
}

/** A register that knows no titles gets the beginning of what could happen. */
function readTitle(reader: RowReader): string {
  const event = textAt(reader, "event");
  if (textAt(reader, "title") !== "") {
    return readText(reader, "title", TITLE_MAX);
  }
  if (event === "") {
    refuse(reader, "title", "Title is empty. Enter a few words that name the risk.");
    return "";
  }
  reader.remarks.push("Title is empty; the beginning of the event stands for it.");
  const [line = ""] = event.split("\n");
  return line.length <= TITLE_MAX ? line : `${line.slice(0, TITLE_MAX - 1).trimEnd()}…`;
}

function readPast(reader: RowReader): string | null {
  const day = readDayAt(reader, "identifiedOn");
  return day !== null && day > reader.references.today
    ? refuse(
        reader,
        "identifiedOn",
        `Identified on ${day} lies in the future. Enter the day it was seen.`,
      )
    : day;
}

const openWords = ["", "open", "new", "active", "identified", "raised", "in progress", "ongoing"];

/** Accepting takes a signature and closing a reason: a file can give neither. */
function readStatus(reader: RowReader): void {
  const text = textAt(reader, "status");
  if (!openWords.includes(plain(text))) {
    refuse(
      reader,
      "status",
      `Status “${text}”: only open risks are imported. Empty the cell to import it as open, or leave the row out.`,
    );
  }
}

function fateOf(row: ReadRow, settings: ImportSettings): ImportFate {
  if (settings.rows[String(row.row)]?.isLeftOut === true) {
    return "left_out";
  }
  if (row.duplicate?.choice === "skip") {
    return "skip";
  }
  if (row.problems.length > 0) {
    return "broken";
  }
  return row.duplicate?.choice === "update" ? "update" : "add";
}
