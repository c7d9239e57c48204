import * as z from "zod";
import { optionalText, rowVersion } from "@/lib/kernel/fields";
import { riskId } from "@/lib/kernel/ids";
import { knowledgeStrengths, level } from "@/lib/risks/schema";

/** Still true? Which level? Which evidence? */
export const reviewRiskInput = z.strictObject({
  riskId,
  isStillTrue: z.enum(["yes", "no"], { error: "Say whether the risk is still true." }),
  ...level,
  knowledge: z.enum(knowledgeStrengths),
  note: optionalText("The note", { max: 2000 }),
  evidenceId: z.uuid().nullable().default(null),
  version: rowVersion,
});
