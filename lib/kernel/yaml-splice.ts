import { isScalar, parseDocument } from "yaml";

/**
 * Writes other values for top-level scalars and leaves every other character
 * of the text, comments included, as its author wrote it.
 */
export function replaceScalars(
  text: string,
  values: Readonly<Record<string, string | number>>,
): string {
  const document = parseDocument(text, { stringKeys: true });
  const splices = Object.entries(values).flatMap(([key, value]) => {
    const node = document.get(key, true);
    const range = isScalar(node) ? node.range : null;
    return range ? [{ start: range[0], end: range[1], written: JSON.stringify(value) }] : [];
  });
  return splices
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (result, { start, end, written }) => result.slice(0, start) + written + result.slice(end),
      text,
    );
}
