import * as z from "zod";
import { evidenceKinds } from "@/lib/evidence/rules/evidence-kinds";
import { optionalText, rowVersion, text } from "@/lib/kernel/fields";
import { watchKinds, watchOperators, watchStates } from "@/lib/risk-watches/rules/watch-kinds";
import { sides } from "@/lib/risks/rules/matrix-bounds";
import { riskRef } from "@/lib/risks/schema";

const watchId = z.uuid();
const findingId = z.uuid();

function steps(label: string) {
  const sentence = `${label} is raised by 0 to ${sides.max - 1} steps.`;
  return z
    .number({ error: sentence })
    .int(sentence)
    .min(0, sentence)
    .max(sides.max - 1, sentence);
}

const ageSentence = "The age is a whole number of days, from 1 to 3650.";

export const watchRiskInput = riskRef.extend({
  kind: z.enum(watchKinds, { error: "Say whether a metric or evidence is watched." }),
  /** Of a metric: its name, its slice, and how its latest value has to compare. */
  metricName: text("The name of the metric", { max: 120 }).nullable().default(null),
  slice: optionalText("The slice", { max: 120 }),
  operator: z.enum(watchOperators).default("at_least"),
  threshold: z.number({ error: "The limit needs a finite number." }).nullable().default(null),
  /** Of evidence: its kind, and how old the newest of it may be; absent asks only that it is there. */
  evidenceKind: z.enum(evidenceKinds).nullable().default(null),
  maxAgeDays: z
    .number({ error: ageSentence })
    .int(ageSentence)
    .min(1, ageSentence)
    .max(3650, ageSentence)
    .nullable()
    .default(null),
  /** By how many steps a breach raises the current level. */
  likelihoodEffect: steps("Likelihood").default(1),
  impactEffect: steps("Impact").default(0),
  version: rowVersion,
});
export type WatchRiskInput = z.infer<typeof watchRiskInput>;

export const endWatchInput = z.strictObject({
  watchId,
  reason: text("The reason", { min: 5, max: 2000 }),
});

export const closeFindingInput = z.strictObject({
  findingId,
  note: text("What was done", { min: 5, max: 2000 }),
});

const watchView = z.object({
  id: watchId,
  kind: z.enum(watchKinds),
  /** What has to stay true, and what a breach raises, as sentences. */
  sentence: z.string(),
  effect: z.string(),
  /** Sleeping while its risk is closed. */
  state: z.enum([...watchStates, "sleeping"]),
  since: z.iso.datetime(),
  seen: z.string(),
  addedByName: z.string(),
  addedAt: z.iso.datetime(),
});
export type WatchView = z.infer<typeof watchView>;

const findingView = z.object({
  id: findingId,
  text: z.string(),
  openedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  closedByName: z.string().nullable(),
  closedReason: z.string(),
});
export type FindingView = z.infer<typeof findingView>;

export const riskWatchesView = z.object({
  riskId: z.uuid(),
  version: z.number(),
  watches: z.array(watchView),
  /** Open ones first, then the latest that were closed. */
  findings: z.array(findingView),
  /** What the project measured so far, to choose from. */
  metrics: z.array(z.object({ name: z.string(), slice: z.string() })),
  whyNotWatch: z.string().nullable(),
  /** Also of a closed risk a finding may be closed. */
  whyNotClose: z.string().nullable(),
});
export type RiskWatchesView = z.infer<typeof riskWatchesView>;
