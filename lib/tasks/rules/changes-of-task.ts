import { type Change, changesBetween } from "@/lib/kernel/changes";
import type { Estimate } from "@/lib/tasks/schema/estimate";

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
export function changesOfTask(task: TaskFacts, wanted: Wanted): Change[] {
  const { name, role, assigneeId, dueOn, low, likely, high } = task;
  const { estimate } = wanted;
  return changesBetween(
    {
      name,
      role,
      assignee: assigneeId,
      "due day": dueOn,
      estimate: estimateInWords({ low, likely, high }),
    },
    {
      name: wanted.name,
      role: wanted.role,
      assignee: wanted.assigneeId,
      "due day": wanted.dueOn,
      estimate: estimate === undefined ? undefined : estimateInWords(estimate),
    },
  );
}

/** Low, likely and high, in person-days. */
function estimateInWords({ low, likely, high }: Estimate): string {
  return `${low}, ${likely}, ${high} person-days`;
}
