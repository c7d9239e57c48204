import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { xlsxAnswer } from "@/lib/web/xlsx-answer";

async function* given(rows: readonly (string | number)[][]) {
  yield* rows;
}

async function cellsOf(rows: readonly (string | number)[][]) {
  const answer = xlsxAnswer({
    fileName: "r.xlsx",
    name: "Risks",
    head: ["A", "B"],
    rows: given(rows),
  });
  const { sheets } = await readXlsx(new Uint8Array(await answer.arrayBuffer()));
  return sheets[0];
}

describe("a workbook that is sent", () => {
  it("holds no formula, whatever a text begins with, and keeps numbers to count with", async () => {
    const texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\tcmd", "\rcmd", "\uFF1D1+1", "Plain = text"];
    const sheet = await cellsOf(texts.map((text) => [text, -3]));
    const formulas = [...(sheet?.cells?.values() ?? [])].filter(({ formula }) => formula);
    expect(formulas).toEqual([]);
    const cells = sheet?.rows.slice(1).map(([text]) => String(text));
    expect(cells?.slice(0, 7).every((cell) => cell.startsWith("'"))).toBe(true);
    expect(cells?.at(-1)).toBe("Plain = text");
    expect(sheet?.rows[1]?.[1]).toBe(-3);
  });

  it("keeps line ends and letters of every script, and drops what XML cannot hold", async () => {
    const sheet = await cellsOf([
      ["two\nlines <b>&amp;", 1],
      ["Zoë 雪 🙂", 2],
      ["a\u0000b\u0008c", 3],
    ]);
    expect(sheet?.rows.slice(1).map(([text]) => text)).toEqual([
      "two\nlines <b>&amp;",
      "Zoë 雪 🙂",
      "abc",
    ]);
  });

  it("is saved under its name and kept by no cache", () => {
    const { headers } = xlsxAnswer({ fileName: "r.xlsx", name: "R", head: [], rows: given([]) });
    expect(headers.get("content-disposition")).toBe('attachment; filename="r.xlsx"');
    expect(headers.get("cache-control")).toContain("no-store");
  });
});
