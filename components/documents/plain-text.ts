/**
 * What people wrote, without the marks of Markdown: a printed page shows the
 * words and where a link leads.
 */
export function plainText(markdown: string): string {
  return markdown
    .replaceAll(/!?\[([^\]\n]{0,500})\]\(([^)\s]{0,500})\)/g, (_, label: string, target: string) =>
      label === "" ? target : `${label} (${target})`,
    )
    .replaceAll(/^#{1,6} +/gm, "")
    .replaceAll(/(\*\*|__|`)/g, "")
    .replaceAll(/^[*+-] +/gm, "• ")
    .trim();
}
