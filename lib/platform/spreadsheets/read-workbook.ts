import "server-only";
import { type Cell, type CellValue, readXlsx, type Sheet } from "hucre/xlsx";
import { fieldError } from "@/lib/kernel/app-error";
import {
  type CellNote,
  columnName,
  type Grid,
  type ReadSpreadsheet,
  spreadsheetLimits,
} from "@/lib/kernel/spreadsheet";
import { checkPacked } from "./check-packed";

type SheetName = { name: string; isHidden: boolean };

/** Reads one sheet of a workbook: the chosen one, else the first that can be seen. */
export async function readWorkbook(
  bytes: Buffer,
  chosen: { sheet: string | null },
): Promise<ReadSpreadsheet> {
  await checkPacked(bytes);
  const sheets = await listSheets(bytes);
  const sheet = sheetToRead(sheets, chosen.sheet);
  const grid = await readSheet(bytes, sheet);
  return { grid, how: { kind: "xlsx", sheet, sheets } };
}

/** A sheet of this name is looked for in the file, never in what a client says of it. */
function sheetToRead(sheets: readonly SheetName[], chosen: string | null): string {
  const sheet =
    chosen === null
      ? (sheets.find(({ isHidden }) => !isHidden) ?? sheets[0])
      : sheets.find(({ name }) => name === chosen);
  if (sheet === undefined) {
    throw fieldError("sheet", "The workbook has no such sheet. Choose one of those it has.");
  }
  return sheet.name;
}

async function listSheets(bytes: Buffer): Promise<SheetName[]> {
  const sheets: SheetName[] = [];
  await orDamaged(() =>
    readXlsx(bytes, {
      sheets({ name, hidden, veryHidden }) {
        sheets.push({ name, isHidden: hidden === true || veryHidden === true });
        return false;
      },
    }),
  );
  return sheets;
}

async function readSheet(bytes: Buffer, name: string): Promise<Grid> {
  const { rows, spareRows, columns } = spreadsheetLimits;
  // One row and one column more than is taken, so that what is too large is told from what just fits.
  const range = `A1:${columnName(columns)}${rows + spareRows + 1}`;
  const { sheets } = await orDamaged(() => readXlsx(bytes, { sheets: [name], range }));
  const [sheet] = sheets;
  return sheet === undefined ? { rows: [], notes: [] } : gridOf(sheet);
}

function gridOf(sheet: Sheet): Grid {
  const notes: CellNote[] = [];
  for (const [place, cell] of sheet.cells ?? []) {
    const [row = 0, column = 0] = place.split(",").map(Number);
    const kind = kindOf(cell);
    if (kind !== null) {
      notes.push({ row, column, kind });
    }
  }
  return { rows: sheet.rows.map((row) => row.map(textOf)), notes };
}

function kindOf(cell: Cell): CellNote["kind"] | null {
  if (cell.type === "error") {
    return "error";
  }
  if (cell.formula === undefined) {
    return null;
  }
  return cell.value === null ? "formula_without_value" : "formula";
}

/** A day as ISO writes it; a workbook's dates are days without a zone. */
function textOf(value: CellValue): string {
  if (value === null) {
    return "";
  }
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? "" : value.toISOString().replace(/T00:00:00.000Z$/, "");
  }
  return String(value);
}

/** The library was given bytes that passed the look at the list of contents: what it refuses is damage. */
async function orDamaged<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch {
    throw fieldError(
      "file",
      "The workbook is damaged and cannot be read. Open it in your spreadsheet program, save it anew and choose it again.",
    );
  }
}
