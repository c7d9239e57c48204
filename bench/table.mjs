/** Columns as wide as their widest cell; the first to the left, numbers to the right. */
export function table(head, rows) {
  const lines = [head, ...rows].map((cells) => cells.map(String));
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  const print = (cells) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
      )
      .join("  ")
      .trimEnd();
  const [first, ...rest] = lines.map(print);
  return [first, "-".repeat(first.length), ...rest].join("\n");
}

export function digits(number) {
  if (number >= 100) {
    return number.toFixed(0);
  }
  return number >= 10 ? number.toFixed(1) : number.toFixed(2);
}

export function spread({ median, least, most }) {
  return `${digits(median)} (${digits(least)}-${digits(most)})`;
}
