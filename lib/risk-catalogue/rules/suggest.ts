import type { KeptEntry } from "@/lib/risk-catalogue/rules/whole-catalogue";
import { type SuggestedWhen, suggestedWhen } from "@/lib/risk-catalogue/schema/suggestions";

export type SuggestingStage = {
  id: string;
  number: number;
  name: string;
  key: string;
  tasks: readonly string[];
};

type Project = {
  /** Stages that are not switched off, in their order; of the tasks those that are not either. */
  stages: readonly SuggestingStage[];
  /** Number of the stage the work is in; null where no work has begun. */
  currentStage: number | null;
  taken: readonly string[];
  dismissed: readonly string[];
};

export type Suggestion = {
  entry: KeptEntry;
  stages: SuggestingStage[];
  stageId: string | null;
  when: SuggestedWhen;
};

/** An entry that names no place arises everywhere. */
function isEverywhere({ stages, tasks }: KeptEntry): boolean {
  return stages.length === 0 && tasks.length === 0;
}

function arisesIn(entry: KeptEntry, stage: SuggestingStage): boolean {
  return (
    isEverywhere(entry) ||
    entry.stages.includes(stage.key) ||
    stage.tasks.some((task) => entry.tasks.includes(task))
  );
}

/** What arises in a project and was neither taken over nor set aside: now, earlier, later, and in each by weight. */
export function suggestionsFor(entries: readonly KeptEntry[], project: Project): Suggestion[] {
  const settled = new Set([...project.taken, ...project.dismissed]);
  return entries
    .filter((entry) => !(entry.isRetired || settled.has(entry.key)))
    .flatMap((entry) => {
      const stages = project.stages.filter((stage) => arisesIn(entry, stage));
      return stages.length === 0 ? [] : [suggestionOf(entry, { stages, project })];
    })
    .toSorted((a, b) => order(a) - order(b) || weight(b) - weight(a));
}

function order({ when }: Suggestion): number {
  return suggestedWhen.indexOf(when);
}

function weight({ entry }: Suggestion): number {
  return entry.likelihood * entry.impact;
}

/** It belongs to the stage the work is in where it arises there, else to the next one, else to the last. */
function suggestionOf(
  entry: KeptEntry,
  { stages, project }: { stages: SuggestingStage[]; project: Project },
): Suggestion {
  const now = project.currentStage ?? project.stages[0]?.number ?? 1;
  const nearest = stages.find(({ number }) => number >= now) ?? stages.at(-1);
  return {
    entry,
    stages,
    stageId: isEverywhere(entry) ? null : (nearest?.id ?? null),
    when: whenOf(stages, now),
  };
}

function whenOf(stages: readonly SuggestingStage[], now: number): SuggestedWhen {
  if (stages.some(({ number }) => number === now)) {
    return "now";
  }
  return stages.some(({ number }) => number < now) ? "earlier" : "later";
}
