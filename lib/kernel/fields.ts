import * as z from "zod";

/** Required text of one line or more, trimmed; `label` opens each sentence about it. */
export function text(label: string, { min = 1, max }: { min?: number; max: number }) {
  const tooShort =
    min === 1
      ? `${label} is needed.`
      : `${label} needs at least ${min} characters, so that a reader understands it.`;
  return z
    .string({ error: `${label} is needed.` })
    .trim()
    .min(min, tooShort)
    .max(max, `${label} may have at most ${max} characters.`);
}

/** Text that may be left empty. */
export function optionalText(label: string, { max }: { max: number }) {
  return z.string().trim().max(max, `${label} may have at most ${max} characters.`).default("");
}

/** A calendar day, `YYYY-MM-DD`, without a zone. */
export function day(label: string) {
  return z.iso.date(`${label} needs a day such as 2026-11-30.`);
}

/** Version of the row the person looked at; a stale one is refused as a conflict. */
export const rowVersion = z
  .number({ error: "The version of what you looked at is missing." })
  .int()
  .min(1);

/** Person-days: a quarter of a day is the smallest step people estimate in. */
export function personDays(label: string, { max = 1000 }: { max?: number } = {}) {
  return z
    .number({ error: `${label} needs a number of days.` })
    .min(0, `${label} cannot be negative.`)
    .max(max, `${label} may be at most ${max} days.`);
}
