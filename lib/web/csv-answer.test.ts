import { expect, it } from "vitest";
import { csvAnswer } from "@/lib/web/csv-answer";

async function* given(rows: readonly (string | number)[][]) {
  yield* rows;
}

async function linesOf(rows: readonly (string | number)[][]): Promise<string[]> {
  const answer = csvAnswer({ fileName: "list.csv", head: ["Name", "Days"], rows: given(rows) });
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer());
  expect(text.startsWith("\uFEFFName,Days\r\n")).toBe(true);
  return text.split("\r\n").slice(1, -1);
}

it("defuses what a spreadsheet would run, and leaves numbers to count with", async () => {
  const lines = await linesOf([
    ['=HYPERLINK("http://evil.example")', -3],
    ["+1", 0],
    ["-1", 12],
    ["@SUM(A1)", 1],
    ["\tcmd", 1],
    ["\rcmd", 1],
    ["Plain = text", 1],
  ]);
  expect(lines).toEqual([
    `"'=HYPERLINK(""http://evil.example"")",-3`,
    "'+1,0",
    "'-1,12",
    "'@SUM(A1),1",
    "'\tcmd,1",
    `"'\rcmd",1`,
    "Plain = text,1",
  ]);
});

it("keeps commas, quotes and line ends inside their cell", async () => {
  expect(await linesOf([['Say "yes", now', 1]])).toEqual(['"Say ""yes"", now",1']);
  const answer = csvAnswer({ fileName: "list.csv", head: ["A"], rows: given([["two\nlines"]]) });
  expect(await answer.text()).toContain('"two\nlines"');
});

it("tells the browser to save it under the given name and to keep no copy", () => {
  const { headers } = csvAnswer({ fileName: "list.csv", head: ["A"], rows: given([]) });
  expect(headers.get("content-disposition")).toBe('attachment; filename="list.csv"');
  expect(headers.get("content-type")).toMatch(/^text\/csv; charset=utf-8/);
  expect(headers.get("cache-control")).toContain("no-store");
});

it("reads no further than somebody takes", async () => {
  const asked: number[] = [];
  async function* endless() {
    for (let row = 0; ; row += 1) {
      asked.push(row);
      yield ["x".repeat(1000), row];
    }
  }
  const answer = csvAnswer({ fileName: "list.csv", head: ["A", "B"], rows: endless() });
  const reader = answer.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  const atCancel = asked.length;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(asked.length).toBeLessThan(500);
  expect(asked.length - atCancel).toBeLessThan(50);
});
