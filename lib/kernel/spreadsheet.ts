/** What a text file may be written in; a mark at its beginning says so for UTF-16. */
export const textEncodings = [
  "utf-8",
  "windows-1252",
  "utf-16le",
  "utf-16be",
  "macintosh",
] as const;
export type TextEncodingName = (typeof textEncodings)[number];

export const cellSeparators = [",", ";", "\t"] as const;
export type CellSeparator = (typeof cellSeparators)[number];

export const spreadsheetLimits = {
  fileMb: 10,
  /** Of an unpacked workbook, all parts together. */
  unpackedMb: 100,
  rows: 5000,
  /** Rows before the table that explain it, and empty ones in between. */
  spareRows: 200,
  columns: 100,
  characters: 10_000_000,
} as const;

export const tooLargeFile = `A spreadsheet to import may have at most ${spreadsheetLimits.fileMb} MB. Leave out pictures and sheets that are not needed, or split it.`;

/** A cell that is not plain text: what it shows was computed, or could not be. */
export type CellNote = {
  /** Both counted from 0. */
  row: number;
  column: number;
  kind: "formula" | "formula_without_value" | "error";
};

/** The used cells of one sheet as text, top left first; a row may be shorter than the next. */
export type Grid = { rows: string[][]; notes: CellNote[] };

export type ReadSpreadsheet = {
  grid: Grid;
  how:
    | { kind: "csv"; encoding: TextEncodingName; separator: CellSeparator; isGuessed: boolean }
    | { kind: "xlsx"; sheet: string; sheets: { name: string; isHidden: boolean }[] };
};

/** `C7`: how a spreadsheet names the cell at a place counted from 0. */
export function cellName({ row, column }: { row: number; column: number }): string {
  return `${columnName(column)}${row + 1}`;
}

/** 0 is A, 25 is Z, 26 is AA. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}
