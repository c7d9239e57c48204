import { buffer } from "node:stream/consumers";
import { type Cell, writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { AppError } from "@/lib/kernel/app-error";
import { type ReadingChoice, readSpreadsheet } from "@/lib/platform/spreadsheets/read-spreadsheet";

const found: ReadingChoice = { sheet: null, encoding: null, separator: null };
const read = (bytes: string | Uint8Array, choice: Partial<ReadingChoice> = {}) =>
  readSpreadsheet(Buffer.from(bytes as Uint8Array), { ...found, ...choice });

async function refusalOf(bytes: string | Uint8Array, choice: Partial<ReadingChoice> = {}) {
  try {
    await read(bytes, choice);
    return "it was read";
  } catch (error) {
    if (error instanceof AppError) {
      return error.message;
    }
    throw error;
  }
}

async function zipOf(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) {
    zip.addBuffer(Buffer.from(content as string), name);
  }
  zip.end();
  return buffer(zip.outputStream as unknown as NodeJS.ReadableStream);
}

const workbook = (sheets: Parameters<typeof writeXlsx>[0]["sheets"]) => writeXlsx({ sheets });

describe("separated text", () => {
  it.each([
    ["a comma", ",", "Title,Owner\nLeak,Anna\nDrift,Ben\n"],
    ["a semicolon, with commas in the cells", ";", "Title;Odds\nLeak, late;0,5\nDrift, soon;1,5\n"],
    ["a tab", "\t", "Title\tOwner\nLeak\tAnna\n"],
    ["what its first line says", ";", "sep=;\r\nTitle;Owner\r\n"],
  ])("is cut at %s", async (_name, separator, text) => {
    const { how } = await read(text);
    expect(how).toMatchObject({ kind: "csv", separator, isGuessed: true });
  });

  it.each([
    ["UTF-8", "utf-8", Buffer.from("Title,Owner\nÜberlauf,Zoë\n")],
    ["UTF-8 with its mark", "utf-8", Buffer.from("\uFEFFTitle,Owner\nÜberlauf,Zoë\n")],
    ["UTF-16", "utf-16le", Buffer.from("\uFEFFTitle,Owner\nÜberlauf,Zoë\n", "utf16le")],
    [
      "UTF-16, high byte first",
      "utf-16be",
      Buffer.from("\uFEFFTitle,Owner\nÜberlauf,Zoë\n", "utf16le").swap16(),
    ],
    ["what Windows writes", "windows-1252", Buffer.from("Title,Owner\nÜberlauf,Zoë\n", "latin1")],
  ])("is understood in %s, and that is said", async (_name, encoding, bytes) => {
    const { grid, how } = await read(bytes);
    expect(how).toMatchObject({ encoding });
    expect(grid.rows).toEqual([
      ["Title", "Owner"],
      ["Überlauf", "Zoë"],
    ]);
  });

  it("is read in the encoding and with the separator a person chose", async () => {
    const bytes = Buffer.from("Title|Owner,x\nZo\x8E,y\n", "latin1");
    const { grid, how } = await read(bytes, { encoding: "macintosh", separator: "," });
    expect(how).toEqual({
      kind: "csv",
      encoding: "macintosh",
      separator: ",",
      isGuessed: false,
    });
    expect(grid.rows[1]).toEqual(["Zoé", "y"]);
    expect(await refusalOf(bytes, { encoding: "utf-8" })).toMatch(/not written in utf-8/);
  });

  it("keeps line ends, quotes and separators inside a cell, and its row numbers", async () => {
    const { grid } = await read(
      'Title,Cause\n"Two\nlines","Say ""yes"", now"\n\nDrift 5" late,x\n',
    );
    expect(grid.rows).toEqual([
      ["Title", "Cause"],
      ["Two\nlines", 'Say "yes", now'],
      [""],
      ['Drift 5" late', "x"],
    ]);
  });

  it("takes a formula for the text it is", async () => {
    const { grid } = await read('Title,Owner\n"=HYPERLINK(""http://evil.example"")",Anna\n');
    expect(grid.rows[1]?.[0]).toBe('=HYPERLINK("http://evil.example")');
  });

  it("is refused with what to do where it cannot be read", async () => {
    expect(await refusalOf("")).toBe("The file is empty.");
    expect(await refusalOf(" \n,\n")).toMatch(/The sheet is empty/);
    expect(await refusalOf('a,b\n"never closed,x\n')).toMatch(/never closed. Close it/);
    expect(await refusalOf(Buffer.from([1, 0, 0, 4, 0, 200]))).toMatch(
      /Save it as .xlsx or as .csv/,
    );
  });
});

const formula = (facts: Partial<Cell>): Partial<Cell> => ({ type: "formula", ...facts });

describe("a workbook", () => {
  it("is read as text: days, numbers, rich cells, and what formulas show", async () => {
    const bytes = await workbook([
      {
        name: "Risks",
        rows: [
          ["Title", "On", "Level", "Sure"],
          ["Leak", new Date("2026-03-01T00:00:00Z"), null, true],
          ["Drift\nslow", 46082, 2.5, null],
          ["Gone", null, null, null],
        ],
        cells: new Map([
          ["1,2", formula({ value: 3, formula: "1+2", formulaResult: 3 })],
          ["3,2", formula({ value: null, formula: "A1&A2" })],
        ]),
      },
    ]);
    const { grid, how } = await read(bytes);
    expect(how).toEqual({
      kind: "xlsx",
      sheet: "Risks",
      sheets: [{ name: "Risks", isHidden: false }],
    });
    expect(grid.rows.slice(0, 3)).toEqual([
      ["Title", "On", "Level", "Sure"],
      ["Leak", "2026-03-01", "3", "true"],
      ["Drift\nslow", "46082", "2.5", ""],
    ]);
    expect(grid.notes).toEqual([
      { row: 1, column: 2, kind: "formula" },
      { row: 3, column: 2, kind: "formula_without_value" },
    ]);
  });

  it("shows its sheets, skips hidden ones, and reads the one a person chose", async () => {
    const bytes = await workbook([
      { name: "Notes", rows: [["secret"]], hidden: true },
      { name: "Risks", rows: [["Title"], ["Leak"]] },
      { name: "Old", rows: [["Title"], ["Drift"]] },
    ]);
    const { grid, how } = await read(bytes);
    expect(grid.rows).toEqual([["Title"], ["Leak"]]);
    expect(how).toMatchObject({
      sheet: "Risks",
      sheets: [{ name: "Notes", isHidden: true }, { name: "Risks" }, { name: "Old" }],
    });
    expect((await read(bytes, { sheet: "Old" })).grid.rows[1]).toEqual(["Drift"]);
    expect(await refusalOf(bytes, { sheet: "Nowhere" })).toMatch(/no such sheet/);
  });

  it("is refused when it is old, locked, damaged, or a zip of something else", async () => {
    const old = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect(await refusalOf(old)).toMatch(/password or is of the old .xls kind/);
    const whole = await workbook([{ name: "Risks", rows: [["Title"], ["Leak"]] }]);
    expect(await refusalOf(whole.subarray(0, whole.length - 40))).toMatch(/damaged/);
    expect(await refusalOf(await zipOf({ "readme.txt": "hello" }))).toMatch(
      /zip and not a workbook/,
    );
    const hollow = { "[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<nothing" };
    expect(await refusalOf(await zipOf(hollow))).toMatch(/damaged|empty/);
  });

  it("does not expand what a document type declares", async () => {
    const bytes = await workbook([{ name: "Risks", rows: [["Title"], ["Leak"]] }]);
    const bomb = Buffer.from(
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
    );
    const zip = await zipOf({
      "[Content_Types].xml": bomb,
      "xl/workbook.xml": Buffer.concat([bomb, Buffer.from("<workbook>&b;</workbook>")]),
    });
    expect(await refusalOf(zip)).toMatch(/damaged|empty/);
    expect(await refusalOf(bytes)).toBe("it was read");
  });
});

describe("the limits", () => {
  it("refuse a file of 100 MB by its size alone", async () => {
    const started = performance.now();
    expect(await refusalOf(Buffer.alloc(100 * 1024 * 1024, "a"))).toMatch(/at most 10 MB/);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("refuse what is packed small to become large, before it is unpacked", async () => {
    const parts = { "[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>" };
    const dense = await zipOf({ ...parts, "xl/worksheets/sheet1.xml": Buffer.alloc(30_000_000) });
    expect(await refusalOf(dense)).toMatch(/packed in a way no spreadsheet program packs/);
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`p${n}`, "x"]));
    expect(await refusalOf(await zipOf({ ...parts, ...many }))).toMatch(/more than 100 MB/);
  });

  it("refuse a part that turns out larger than the list of contents says", async () => {
    const parts = {
      "[Content_Types].xml": "<Types/>",
      "xl/workbook.xml": Buffer.alloc(30_000_000),
    };
    const zip = await zipOf(parts);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(30_000_000);
    for (let at = zip.indexOf(size); at >= 0; at = zip.indexOf(size)) {
      zip.writeUInt32LE(1000, at);
    }
    expect(await refusalOf(zip)).toMatch(/damaged/);
  });

  it("refuse more rows or columns than one import takes", async () => {
    const rows = Array.from({ length: 6000 }, (_, number) => [`Risk ${number}`]);
    expect(await refusalOf(rows.join("\n"))).toMatch(/more than 5,000 rows/);
    expect(await refusalOf(await workbook([{ name: "Risks", rows }]))).toMatch(/5,000 rows/);
    const wide = Array.from({ length: 120 }, (_, number) => `c${number}`);
    expect(await refusalOf(wide.join(","))).toMatch(/more than 100 columns/);
    expect(await refusalOf(await workbook([{ name: "Risks", rows: [wide] }]))).toMatch(
      /100 columns/,
    );
  });

  it("refuse two cells that span a sheet of billions", async () => {
    const cells = new Map([["1000000,16000", { value: "x", type: "string" as const }]]);
    const bytes = await workbook([{ name: "Risks", rows: [["Title"], ["Leak"]], cells }]);
    const { grid } = await read(bytes);
    expect(grid.rows).toEqual([["Title"], ["Leak"]]);
  });
});
