import { effectivePlaybook } from "@/lib/playbooks/rules/effective-gate";
import type { Playbook, PlaybookTask, Strictness } from "@/lib/playbooks/schema";
import type { ProjectStatus } from "@/lib/projects/schema";

type Version = { playbookId: string; number: number };

/** Null when a project may move from the version it has pinned to another. */
export function whyNotMove(facts: {
  status: ProjectStatus;
  from: Version;
  to: Version | null;
}): string | null {
  const { status, from, to } = facts;
  if (to === null) {
    return "Choose a published version of this playbook.";
  }
  if (to.playbookId !== from.playbookId) {
    return "A project stays with its playbook and moves to newer versions of it only.";
  }
  if (to.number <= from.number) {
    return `The project has version ${from.number}; choose a newer one.`;
  }
  return status === "closed" ? "This project is closed. Reopen it before moving it." : null;
}

/**
 * Order of all stages after the move: that of the new version, with each stage
 * the new version lacks behind the stage it used to follow.
 */
export function mergedStageOrder(before: readonly string[], after: readonly string[]): string[] {
  const order = [...after];
  for (const [index, key] of before.entries()) {
    if (!order.includes(key)) {
      const previous = before[index - 1];
      order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, key);
    }
  }
  return order;
}

export type CurrentTask = {
  name: string;
  purpose: string;
  guidance: string;
  role: string;
  estimateLowDays: number;
  estimateLikelyDays: number;
  estimateHighDays: number;
  needs: readonly string[];
};

function columnsOf(task: PlaybookTask) {
  const { name, purpose, guidance, role, estimate, needs } = task;
  return {
    name,
    purpose,
    guidance,
    role,
    estimateLowDays: estimate.low,
    estimateLikelyDays: estimate.likely,
    estimateHighDays: estimate.high,
    needs,
  };
}
type Columns = ReturnType<typeof columnsOf>;

/**
 * What the new version changes in a task the project has. What the team made
 * its own (another name, role or estimate) stays as the team wrote it.
 */
export function taskColumnsToSet(
  versions: { from: PlaybookTask | null; to: PlaybookTask },
  current: CurrentTask,
): Partial<Columns> {
  const to = columnsOf(versions.to);
  const from = versions.from === null ? to : columnsOf(versions.from);
  const isOwn = (column: keyof Columns) => !isSame(current[column], from[column]);
  const changed = (Object.keys(to) as (keyof Columns)[]).filter(
    (column) => !isSame(from[column], to[column]),
  );
  const estimate = changed.filter((column) => column.startsWith("estimate"));
  const keepsEstimate = estimateColumns.some(isOwn);
  const rest = changed.filter((column) => !column.startsWith("estimate") && !isOwn(column));
  const set = keepsEstimate || estimate.length === 0 ? rest : [...rest, ...estimateColumns];
  return Object.fromEntries(set.map((column) => [column, to[column]]));
}

const estimateColumns = ["estimateLowDays", "estimateLikelyDays", "estimateHighDays"] as const;

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export type PlacedTask = PlaybookTask & { stageKey: string; position: number };

/** Every task a version asks for at one strictness, by its key, with its place. */
export function tasksByKey(
  playbook: Playbook,
  strictness: Strictness,
): ReadonlyMap<string, PlacedTask> {
  return new Map(
    effectivePlaybook(playbook, strictness).stages.flatMap((stage) =>
      stage.tasks.map(
        (task, position) => [task.id, { ...task, stageKey: stage.id, position }] as const,
      ),
    ),
  );
}
