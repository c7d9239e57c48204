export type TextPosition = { line: number; column: number };

/** Where a line and column, both counted from 1, stand in a text; the end of a line that is shorter. */
export function offsetOf(text: string, { line, column }: TextPosition): number {
  let start = 0;
  for (let number = 1; number < line; number += 1) {
    const end = text.indexOf("\n", start);
    if (end === -1) {
      return text.length;
    }
    start = end + 1;
  }
  const end = text.indexOf("\n", start);
  return Math.min(start + Math.max(0, column - 1), end === -1 ? text.length : end);
}

/** The end of the line an offset is in. */
export function lineEndAt(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end;
}

export function lineCount(text: string): number {
  return text.split("\n").length;
}
