import * as z from "zod";
import { criterionStatuses } from "@/lib/gates/schema";
import { operators } from "@/lib/playbooks/schema/leaf-criteria";

/** What the gates of a project ask of metrics, and how each stands. */
const metricCriterion = z.object({
  criterionId: z.string(),
  gate: z.object({ id: z.uuid(), code: z.string(), name: z.string() }),
  metric: z.string(),
  slice: z.string(),
  operator: z.enum(operators),
  threshold: z.number(),
  /** The data set it has to be measured on, with its hash where one is known. */
  dataSet: z.object({ words: z.string(), hash: z.string().nullable() }).nullable(),
  status: z.enum(criterionStatuses),
  sentence: z.string(),
  value: z.number().nullable(),
});
export type MetricCriterion = z.infer<typeof metricCriterion>;
export const metricCriterionList = z.object({ rows: z.array(metricCriterion) });
