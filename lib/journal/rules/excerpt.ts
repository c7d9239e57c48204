const EXCERPT_MAX = 120;

/** The first words of a Markdown text on one line, for a notice. */
export function excerptOf(body: string): string {
  const line = body
    .replaceAll(/@\[([^\]\n]*)\]\([^)\s]*\)/g, "@$1")
    .replaceAll(/!?\[([^\]\n]*)\]\([^)\s]*\)/g, "$1")
    .replaceAll(/[#>*_`~]+/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  return line.length <= EXCERPT_MAX ? line : `${line.slice(0, EXCERPT_MAX - 1).trimEnd()}…`;
}
