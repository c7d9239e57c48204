import * as z from "zod";
import { projectId } from "@/lib/kernel/ids";

export const worstRisksInput = z.strictObject({
  projectId,
  limit: z.coerce.number().int().min(1).max(20).default(5),
});

export const worstRisksView = z.object({
  open: z.number(),
  aboveAppetite: z.number(),
  accepted: z.number(),
  /** The highest score first. */
  risks: z.array(
    z.object({
      id: z.uuid(),
      key: z.string(),
      title: z.string(),
      score: z.number(),
      shade: z.number(),
      isAboveAppetite: z.boolean(),
      isAccepted: z.boolean(),
      ownerName: z.string().nullable(),
    }),
  ),
});
export type WorstRisksView = z.infer<typeof worstRisksView>;
