import "server-only";
import { fieldError } from "@/lib/kernel/app-error";
import type { TextEncodingName } from "@/lib/kernel/spreadsheet";

type Decoded = { text: string; encoding: TextEncodingName };

/**
 * The text of a file: as its mark says, else as UTF-8 where the bytes are
 * UTF-8, else as Windows writes it. A person who sees wrong letters chooses.
 */
export function decodeText(bytes: Uint8Array, chosen: TextEncodingName | null): Decoded {
  const encoding = chosen ?? markedEncoding(bytes) ?? unmarkedEncoding(bytes);
  const text = decodeAs(bytes, encoding);
  if (text === null) {
    throw fieldError(
      "encoding",
      `The file is not written in ${encoding}. Choose another encoding, or let it be found out.`,
    );
  }
  if (text.includes("\0")) {
    throw fieldError(
      "file",
      "The file is not a spreadsheet that can be read. Save it as .xlsx or as .csv and choose it again.",
    );
  }
  return { text, encoding };
}

function markedEncoding([first, second]: Uint8Array): TextEncodingName | null {
  if (first === 0xff && second === 0xfe) {
    return "utf-16le";
  }
  return first === 0xfe && second === 0xff ? "utf-16be" : null;
}

function unmarkedEncoding(bytes: Uint8Array): TextEncodingName {
  return decodeAs(bytes, "utf-8") === null ? "windows-1252" : "utf-8";
}

/** Null where the bytes are not of this encoding. The mark at the beginning is left out. */
function decodeAs(bytes: Uint8Array, encoding: TextEncodingName): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) {
      return null;
    }
    throw error;
  }
}
