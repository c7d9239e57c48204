import * as z from "zod";

export const earlierEffortsView = z.object({
  projectId: z.uuid(),
  /** What was looked for; the words of the case where the reader gave none. */
  words: z.string(),
  rows: z.array(
    z.object({
      projectId: z.uuid(),
      key: z.string(),
      name: z.string(),
      summary: z.string(),
      startOn: z.iso.date(),
      status: z.enum(["active", "paused", "closed"]),
      /** What came of it, in one line. */
      result: z.string(),
      lesson: z.string(),
      isInCase: z.boolean(),
    }),
  ),
  whyNotAdd: z.string().nullable(),
});
export type EarlierEffortsView = z.infer<typeof earlierEffortsView>;
export type EarlierEffort = EarlierEffortsView["rows"][number];
