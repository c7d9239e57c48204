import type { KeptEntry } from "@/lib/risk-catalogue/rules/whole-catalogue";

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
  isDue: boolean;
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

/** What arises in a project and was neither taken over nor set aside: what is due first, then by weight. */
export function suggestionsFor(entries: readonly KeptEntry[], project: Project): Suggestion[] {
  const settled = new Set([...project.taken, ...project.dismissed]);
  return entries
    .filter((entry) => !(entry.isRetired || settled.has(entry.key)))
    .flatMap((entry) => {
      const stages = project.stages.filter((stage) => arisesIn(entry, stage));
      return stages.length === 0 ? [] : [suggestionOf(entry, { stages, project })];
    })
    .toSorted((a, b) => Number(b.isDue) - Number(a.isDue) || weight(b) - weight(a));
}

function weight({ entry }: Suggestion): number {
  return entry.likelihood * entry.impact;
}

/** It is due once the first of its stages has come; taken over it belongs to the one nearest to now. */
function suggestionOf(
  entry: KeptEntry,
  { stages, project }: { stages: SuggestingStage[]; project: Project },
): Suggestion {
  const now = project.currentStage ?? project.stages[0]?.number ?? 1;
  const isDue = stages.some(({ number }) => number <= now);
  const next = stages.find(({ number }) => number >= now) ?? stages.at(-1);
  const stageId = isEverywhere(entry) ? null : (next?.id ?? null);
  return { entry, stages, stageId, isDue };
}
