import "server-only";
import { CsvError, parse } from "csv-parse/sync";
import { fieldError } from "@/lib/kernel/app-error";
import {
  type CellSeparator,
  cellSeparators,
  type ReadSpreadsheet,
  spreadsheetLimits,
  type TextEncodingName,
} from "@/lib/kernel/spreadsheet";
import { decodeText } from "./decode-text";

const SAMPLE_ROWS = 30;

/** Reads separated text; what was not chosen is found out, and said. */
export function readCsv(
  bytes: Uint8Array,
  chosen: { encoding: TextEncodingName | null; separator: CellSeparator | null },
): ReadSpreadsheet {
  const { text, encoding } = decodeText(bytes, chosen.encoding);
  const separator = chosen.separator ?? guessSeparator(text);
  const isGuessed = chosen.encoding === null && chosen.separator === null;
  const rows = parseRows(text, separator);
  return { grid: { rows, notes: [] }, how: { kind: "csv", encoding, separator, isGuessed } };
}

function parseRows(text: string, separator: CellSeparator): string[][] {
  const { rows, spareRows } = spreadsheetLimits;
  try {
    return parse(text, {
      delimiter: separator,
      relax_column_count: true,
      // Apostrophes and inch marks inside a cell are text; only a quote that opens it counts.
      relax_quotes: true,
      to: rows + spareRows + 1,
      max_record_size: 1_000_000,
    });
  } catch (error) {
    if (error instanceof CsvError) {
      throw fieldError("file", sentenceOf(error));
    }
    throw error;
  }
}

function sentenceOf(error: CsvError): string {
  if (error.code === "CSV_QUOTE_NOT_CLOSED") {
    return "A cell of the file begins with a quotation mark that is never closed. Close it, or save the file anew from your spreadsheet.";
  }
  if (error.code === "CSV_MAX_RECORD_SIZE") {
    return "One row of the file is longer than a million characters: a quotation mark may be missing. Save the file anew from your spreadsheet.";
  }
  return "The file cannot be read as a table. Save it anew from your spreadsheet as .xlsx or .csv.";
}

/** The separator that cuts the first rows into the most even table. */
function guessSeparator(text: string): CellSeparator {
  const told = /^sep=(.)\r?\n/i.exec(text)?.[1];
  const scored = cellSeparators.map((separator) => ({
    separator,
    evenness: told === separator ? Number.POSITIVE_INFINITY : evennessOf(text, separator),
  }));
  return scored.reduce((best, next) => (next.evenness > best.evenness ? next : best)).separator;
}

/** Columns that most rows share, weighed by how many share them; a single column is no table. */
function evennessOf(text: string, delimiter: CellSeparator): number {
  const rows = sampleRows(text, delimiter).filter((cells) => cells.some((cell) => cell !== ""));
  const lengths = new Map<number, number>();
  for (const { length } of rows) {
    lengths.set(length, (lengths.get(length) ?? 0) + 1);
  }
  const [columns, count] = [...lengths].toSorted((one, other) => other[1] - one[1])[0] ?? [1, 0];
  return columns < 2 ? 0 : (count / rows.length) * 100 + columns;
}

function sampleRows(text: string, delimiter: CellSeparator): string[][] {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      to: SAMPLE_ROWS,
      max_record_size: 1_000_000,
    });
  } catch (error) {
    if (error instanceof CsvError) {
      return [];
    }
    throw error;
  }
}
