import "server-only";
import { fieldError } from "@/lib/kernel/app-error";
import {
  type CellSeparator,
  type Grid,
  type ReadSpreadsheet,
  spreadsheetLimits,
  type TextEncodingName,
  tooLargeFile,
} from "@/lib/kernel/spreadsheet";
import { readCsv } from "./read-csv";
import { readWorkbook } from "./read-workbook";

export type ReadingChoice = {
  sheet: string | null;
  encoding: TextEncodingName | null;
  separator: CellSeparator | null;
};

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** The container of old workbooks and of workbooks with a password. */
const OLD_CONTAINER = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Reads a spreadsheet somebody sent, of which nothing is believed: its kind is
 * told by its bytes, and it is measured before and after it is unpacked.
 */
export async function readSpreadsheet(
  bytes: Buffer,
  choice: ReadingChoice,
): Promise<ReadSpreadsheet> {
  if (bytes.length === 0) {
    throw fieldError("file", "The file is empty.");
  }
  if (bytes.length > spreadsheetLimits.fileMb * 1024 * 1024) {
    throw fieldError("file", tooLargeFile);
  }
  if (beginsWith(bytes, OLD_CONTAINER)) {
    throw fieldError(
      "file",
      "The workbook has a password or is of the old .xls kind. Save it as .xlsx without a password and choose it again.",
    );
  }
  const read = beginsWith(bytes, ZIP) ? await readWorkbook(bytes, choice) : readCsv(bytes, choice);
  checkSize(read.grid);
  return read;
}

function beginsWith(bytes: Buffer, signature: readonly number[]): boolean {
  return signature.every((byte, place) => bytes[place] === byte);
}

function checkSize({ rows }: Grid): void {
  const filled = rows.filter((cells) => cells.some((cell) => cell.trim() !== ""));
  if (filled.length === 0) {
    throw fieldError("file", "The sheet is empty. Choose another sheet or another file.");
  }
  if (rows.length > spreadsheetLimits.rows + spreadsheetLimits.spareRows) {
    throw fieldError(
      "file",
      `The sheet has more than ${spreadsheetLimits.rows.toLocaleString("en")} rows, which is the most one import takes. Split it into several files.`,
    );
  }
  const widest = filled.reduce((most, cells) => Math.max(most, lastFilled(cells) + 1), 0);
  if (widest > spreadsheetLimits.columns) {
    throw fieldError(
      "file",
      `The sheet has more than ${spreadsheetLimits.columns} columns. Copy the ones to import into a new sheet.`,
    );
  }
  const characters = filled.reduce(
    (sum, cells) => sum + cells.reduce((inRow, cell) => inRow + cell.length, 0),
    0,
  );
  if (characters > spreadsheetLimits.characters) {
    throw fieldError("file", "The sheet holds more text than one import takes. Split it.");
  }
}

function lastFilled(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== "");
}
