import * as z from "zod";

/** One look at a risk, as it was recorded. */
export const reviewView = z.object({
  id: z.uuid(),
  isStillTrue: z.boolean(),
  likelihood: z.number(),
  impact: z.number(),
  note: z.string(),
  evidence: z.object({ id: z.uuid(), title: z.string() }).nullable(),
  byName: z.string(),
  at: z.iso.datetime(),
});
export type ReviewView = z.infer<typeof reviewView>;
