/** What a value of a row was and is, as text or number; null where there was none. */
type Value = string | number | null;

/** One field that an act gave another value: both, so that nothing that was written is obscured. */
export type Change = { field: string; from: Value; to: Value };

/** What differs, in the order of `wanted`. A field that is absent or undefined changes nothing. */
export function changesBetween<Field extends string>(
  before: Readonly<Record<Field, Value>>,
  wanted: Readonly<Partial<Record<Field, Value | undefined>>>,
): Change[] {
  const fields = Object.entries(wanted) as [Field, Value | undefined][];
  return fields.flatMap(([field, to]) => {
    const from = before[field];
    return to === undefined || to === from ? [] : [{ field, from, to }];
  });
}

export function fieldsOf(changes: readonly Change[]): string[] {
  return changes.map(({ field }) => field);
}
