import * as z from "zod";

const CHARACTERS_MAX = 512 * 1024;

/** The text of a playbook as typed: checked for what the database cannot hold, not for its meaning. */
export const playbookSource = z
  .string({ error: "The text is needed." })
  .min(1, "The text is needed.")
  .max(CHARACTERS_MAX, "The text may be at most 512 kB.")
  .refine((text) => !text.includes("\u0000") && text.isWellFormed(), {
    error: "The text holds characters that are not text. Save the file as UTF-8 and try again.",
  });
