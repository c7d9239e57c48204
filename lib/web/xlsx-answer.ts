import "server-only";
import { writeXlsxStream } from "hucre/xlsx";

type Cell = string | number;
type Sheet = {
  fileName: string;
  name: string;
  head: readonly string[];
  rows: AsyncIterable<readonly Cell[]>;
};

/** What a spreadsheet would run once it was saved on as text; the signs of full width count as well. */
const RUNS = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
/** What XML cannot hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
const NOT_IN_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/**
 * A workbook, sent while it is read. Its cells are typed as text, so nothing
 * runs when it is opened; the apostrophe keeps it so when it is saved on as CSV.
 */
export function xlsxAnswer({ fileName, name, head, rows }: Sheet): Response {
  const body = writeXlsxStream(guarded(rows), {
    name,
    columns: head.map((header) => ({ header, width: Math.max(12, header.length + 2) })),
    freezePane: { rows: 1 },
  });
  return new Response(body, {
    headers: {
      "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "private, no-store",
    },
  });
}

async function* guarded(rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<Cell[]> {
  for await (const row of rows) {
    yield row.map(guard);
  }
}

function guard(cell: Cell): Cell {
  if (typeof cell === "number") {
    return cell;
  }
  const text = cell.replaceAll(NOT_IN_XML, "");
  return RUNS.test(text) ? `'${text}` : text;
}
