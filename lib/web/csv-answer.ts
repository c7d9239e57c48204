import "server-only";
import { Readable } from "node:stream";
import { stringify } from "csv-stringify";

type Cell = string | number;
type Sheet = { fileName: string; head: readonly string[]; rows: AsyncIterable<readonly Cell[]> };

/**
 * A table to be saved, sent while it is read. A text that a spreadsheet would
 * run as a formula gets an apostrophe before it; numbers stay as they are.
 */
export function csvAnswer({ fileName, head, rows }: Sheet): Response {
  const sheet = stringify({
    columns: [...head],
    header: true,
    // Without the mark spreadsheets take the letters of most names for another alphabet.
    bom: true,
    escape_formulas: true,
    record_delimiter: "windows",
    // The library quotes for the whole delimiter only; half of it ends a line as well.
    quoted_match: /[\r\n]/,
  });
  const source = Readable.from(rows);
  source.on("error", (error) => sheet.destroy(error));
  sheet.on("close", () => source.destroy());
  const body = Readable.toWeb(source.pipe(sheet)) as ReadableStream<Uint8Array>;
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "private, no-store",
    },
  });
}
