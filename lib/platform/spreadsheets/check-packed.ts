import "server-only";
import { type Entry, fromBufferPromise } from "yauzl";
import { fieldError } from "@/lib/kernel/app-error";
import { spreadsheetLimits } from "@/lib/kernel/spreadsheet";

const MB = 1024 * 1024;
const MAX_ENTRIES = 1000;
/** Sheets become a tenth to a fiftieth of their size; what becomes a thousandth is made to fill memory. */
const MOST_DENSE = 200;

/** Looks through the list of contents of a workbook before a byte of it is unpacked. */
export async function checkPacked(bytes: Buffer): Promise<void> {
  const names = new Set<string>();
  let unpacked = 0;
  for await (const entry of entriesOf(bytes)) {
    names.add(entry.fileName);
    unpacked += entry.uncompressedSize;
    if (names.size > MAX_ENTRIES || unpacked > spreadsheetLimits.unpackedMb * MB) {
      throw fieldError(
        "file",
        `The workbook holds more than ${spreadsheetLimits.unpackedMb} MB when it is unpacked. Copy the rows to import into a new workbook.`,
      );
    }
    if (entry.uncompressedSize > MB && isTooDense(entry)) {
      throw fieldError(
        "file",
        "The workbook is packed in a way no spreadsheet program packs. Save it anew and choose it again.",
      );
    }
  }
  if (!names.has("[Content_Types].xml") || !names.has("xl/workbook.xml")) {
    throw fieldError(
      "file",
      "The file is a zip and not a workbook. Save the spreadsheet as .xlsx or as .csv and choose it again.",
    );
  }
}

function isTooDense({ uncompressedSize, compressedSize }: Entry): boolean {
  return uncompressedSize > compressedSize * MOST_DENSE;
}

async function* entriesOf(bytes: Buffer): AsyncGenerator<Entry> {
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true });
    yield* zip.eachEntry();
  } catch {
    throw fieldError(
      "file",
      "The workbook is damaged or was not sent completely. Save it anew and choose it again.",
    );
  }
}
