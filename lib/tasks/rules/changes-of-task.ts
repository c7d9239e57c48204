import type { Estimate } from "@/lib/tasks/schema";

type TaskFacts = {
  name: string;
  role: string;
  assigneeId: string | null;
  dueOn: string | null;
  low: number;
  likely: number;
  high: number;
};

type Wanted = {
  name?: string | undefined;
  role?: string | undefined;
  assigneeId?: string | null | undefined;
  dueOn?: string | null | undefined;
  estimate?: Estimate | undefined;
};

/** What an update really changes, in the words of the trail. Absent fields change nothing. */
export function changesOfTask(task: TaskFacts, wanted: Wanted): string[] {
  const { name, role, assigneeId, dueOn, estimate } = wanted;
  const changes: [string, boolean][] = [
    ["name", name !== undefined && name !== task.name],
    ["role", role !== undefined && role !== task.role],
    ["assignee", assigneeId !== undefined && assigneeId !== task.assigneeId],
    ["due day", dueOn !== undefined && dueOn !== task.dueOn],
    ["estimate", estimate !== undefined && !isSameEstimate(task, estimate)],
  ];
  return changes.filter(([, isChanged]) => isChanged).map(([field]) => field);
}

function isSameEstimate(task: TaskFacts, wanted: Estimate): boolean {
  return task.low === wanted.low && task.likely === wanted.likely && task.high === wanted.high;
}
