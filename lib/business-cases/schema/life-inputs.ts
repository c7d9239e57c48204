import * as z from "zod";
import { assumptionVerdicts } from "@/lib/business-cases/rules/assumption-standing";
import { checkpoints } from "@/lib/business-cases/rules/checkpoints";
import { caseRef } from "@/lib/business-cases/schema/inputs";
import { day, optionalText, text } from "@/lib/kernel/fields";

export const recordActualInput = caseRef.extend({
  criterionKey: z.string({ error: "Choose the success criterion." }).min(1).max(300),
  checkpoint: z.enum(checkpoints, { error: "Choose the checkpoint." }),
  /** Either a value, with a note where it is from, or a metric the project has on record. */
  value: z.number({ error: "The value needs a number." }).nullable().default(null),
  metricId: z.uuid("Choose one of the metrics on record.").nullable().default(null),
  note: optionalText("Where it is from", { max: 1000 }),
  /** The reading this one corrects; without it a first reading is meant. */
  correctsId: z.uuid().nullable().default(null),
});
export type RecordActualInput = z.output<typeof recordActualInput>;

export const setGoLiveInput = caseRef.extend({
  /** Null goes back to the day the releasing gate passed. */
  on: day("The day it went live").nullable(),
});

export const reviewAssumptionInput = caseRef.extend({
  assumptionKey: z.string().regex(/^[0-9a-f]{64}$/, "Name the assumption."),
  verdict: z.enum(assumptionVerdicts, { error: "Say whether it holds or is broken." }),
  note: text("What shows it", { min: 5, max: 1000 }),
});
