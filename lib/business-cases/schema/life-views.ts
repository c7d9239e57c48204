import * as z from "zod";
import {
  assumptionStates,
  assumptionVerdicts,
} from "@/lib/business-cases/rules/assumption-standing";
import { checkpoints } from "@/lib/business-cases/rules/checkpoints";
import { objectiveVerdicts } from "@/lib/business-cases/rules/objectives-met";
import { cellStates } from "@/lib/business-cases/rules/scorecard";
import { assumption, successCriterion } from "@/lib/business-cases/schema";

const person = z.object({ id: z.uuid(), name: z.string() });

const readingView = z.object({
  id: z.uuid(),
  value: z.number(),
  source: z.enum(["typed", "metric"]),
  note: z.string(),
  /** The pushed metric it was taken from, as it was then. */
  metric: z
    .object({ id: z.uuid(), name: z.string(), slice: z.string(), dataSetHash: z.string() })
    .nullable(),
  recordedBy: person,
  recordedAt: z.iso.datetime(),
});

const cellView = z.object({
  checkpoint: z.enum(checkpoints),
  state: z.enum(cellStates),
  dueOn: z.iso.date().nullable(),
  reading: readingView.nullable(),
  /** What this reading took the place of, newest first. */
  corrected: z.array(readingView),
});

export const scorecardView = z.object({
  projectId: z.uuid(),
  /** The signed version the readings are held against; null before the first signing. */
  number: z.number().nullable(),
  answer: z.object({ verdict: z.enum(objectiveVerdicts), sentence: z.string() }),
  checkpoints: z.array(
    z.object({
      checkpoint: z.enum(checkpoints),
      label: z.string(),
      on: z.iso.date().nullable(),
      isPlanned: z.boolean(),
    }),
  ),
  rows: z.array(
    z.object({ key: z.string(), criterion: successCriterion, cells: z.array(cellView) }),
  ),
  goLive: z.object({
    on: z.iso.date().nullable(),
    from: z.enum(["lead", "gate", "nobody"]),
    whyNotSet: z.string().nullable(),
  }),
  /** The newest value of each pushed metric, to take a reading from. */
  metrics: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      slice: z.string(),
      value: z.number(),
      measuredAt: z.iso.datetime(),
    }),
  ),
  whyNotRecord: z.string().nullable(),
});
export type ScorecardView = z.infer<typeof scorecardView>;

export const assumptionsView = z.object({
  projectId: z.uuid(),
  isStale: z.boolean(),
  reasons: z.array(z.string()),
  /** The stage to go back to when the case no longer holds; null where nothing was begun after it. */
  goBackTo: z.object({ stageId: z.uuid(), name: z.string(), reason: z.string() }).nullable(),
  rows: z.array(
    z.object({
      key: z.string(),
      assumption,
      state: z.enum(assumptionStates),
      review: z
        .object({
          verdict: z.enum(assumptionVerdicts),
          note: z.string(),
          by: person,
          at: z.iso.datetime(),
        })
        .nullable(),
      whyNotReview: z.string().nullable(),
    }),
  ),
});
export type AssumptionsView = z.infer<typeof assumptionsView>;
