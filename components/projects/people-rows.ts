const ROW = /^people\.(\d+)\.(userId|roles)$/;

/**
 * The form without the rows of people nobody filled in, the others numbered
 * anew without gaps, as a list is read.
 */
export function withoutEmptyRows(form: FormData): FormData {
  const filled = [...form].flatMap(([name, value]) => {
    const row = value === "" ? null : ROW.exec(name);
    return row === null ? [] : [Number(row[1])];
  });
  const order = [...new Set(filled)].sort((a, b) => a - b);
  const kept = new FormData();
  for (const [name, value] of form) {
    const row = ROW.exec(name);
    const place = row === null ? -1 : order.indexOf(Number(row[1]));
    if (row === null) {
      kept.append(name, value);
    } else if (place >= 0) {
      kept.append(`people.${place}.${row[2]}`, value);
    }
  }
  return kept;
}
