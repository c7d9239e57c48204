import * as z from "zod";
import { personDays } from "@/lib/kernel/fields";

/** Low at most likely, likely at most high: the three points people estimate. */
export const estimate = z
  .strictObject({
    low: personDays("The low estimate"),
    likely: personDays("The likely estimate"),
    high: personDays("The high estimate"),
  })
  .refine(({ low, likely }) => low <= likely, {
    path: ["likely"],
    message: "The likely estimate cannot be below the low one.",
  })
  .refine(({ likely, high }) => likely <= high, {
    path: ["high"],
    message: "The high estimate cannot be below the likely one.",
  });
export type Estimate = z.infer<typeof estimate>;
