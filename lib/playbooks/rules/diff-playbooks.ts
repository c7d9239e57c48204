import { criteriaWithin } from "@/lib/playbooks/rules/criteria-within";
import type { EffectiveStage } from "@/lib/playbooks/rules/effective-gate";
import { effectivePlaybook } from "@/lib/playbooks/rules/effective-gate";
import type {
  Approval,
  Criterion,
  Playbook,
  PlaybookOutput,
  PlaybookTask,
  Strictness,
} from "@/lib/playbooks/schema";

type NamedPart = { id: string; name: string };
type TaskChange = NamedPart & { stage: string };
type ChangedTask = TaskChange & { fields: (keyof PlaybookTask | "stage")[] };

export type GateChange = {
  gate: NamedPart;
  stage: string;
  approvalsAdded: Approval[];
  approvalsDropped: Approval[];
  criteriaAdded: Criterion[];
  criteriaDropped: Criterion[];
  /** Parts of the policy other than the two lists that read differently. */
  policyChanged: (typeof policyFields)[number][];
  /** A passed gate asks again: what it passed on is no longer what is asked. Wording alone does not count. */
  reopens: boolean;
};

export type PlaybookDiff = {
  stagesAdded: NamedPart[];
  stagesRemoved: NamedPart[];
  stagesReordered: boolean;
  tasksAdded: TaskChange[];
  tasksRemoved: TaskChange[];
  tasksChanged: ChangedTask[];
  gates: GateChange[];
};

/** What a project at one strictness would meet after moving from one version to another. */
export function diffPlaybooks(
  versions: { from: Playbook; to: Playbook },
  strictness: Strictness,
): PlaybookDiff {
  const before = effectivePlaybook(versions.from, strictness).stages;
  const after = effectivePlaybook(versions.to, strictness).stages;
  const stages = compared(before, after);
  return {
    stagesAdded: stages.added.map(namedPart),
    stagesRemoved: stages.removed.map(namedPart),
    stagesReordered: isReordered(before, after),
    ...diffTasks(before, after),
    gates: diffGates(before, after),
  };
}

export function isEmptyDiff(diff: PlaybookDiff): boolean {
  const { stagesReordered, ...lists } = diff;
  return !stagesReordered && Object.values(lists).every((list) => list.length === 0);
}

type PlacedTask = PlaybookTask & { stage: string };

function diffTasks(before: readonly EffectiveStage[], after: readonly EffectiveStage[]) {
  const tasks = compared(placedTasks(before), placedTasks(after));
  return {
    tasksAdded: tasks.added.map(taskChange),
    tasksRemoved: tasks.removed.map(taskChange),
    tasksChanged: tasks.kept.flatMap(([from, to]): ChangedTask[] => {
      const fields = changedTaskFields(from, to);
      return fields.length > 0 ? [{ ...taskChange(to), fields }] : [];
    }),
  };
}

function placedTasks(stages: readonly EffectiveStage[]): PlacedTask[] {
  return stages.flatMap((stage) => stage.tasks.map((task) => ({ ...task, stage: stage.id })));
}

/** Which strictness a task begins at is not a change to a project that has the task in both versions. */
const taskFields = [
  "stage",
  "name",
  "purpose",
  "guidance",
  "role",
  "outputs",
  "estimate",
  "needs",
  "checklist",
] as const satisfies readonly (keyof PlacedTask)[];

function changedTaskFields(from: PlacedTask, to: PlacedTask): ChangedTask["fields"] {
  return taskFields.filter((field) => !isSame(from[field], to[field]));
}

function diffGates(
  before: readonly EffectiveStage[],
  after: readonly EffectiveStage[],
): GateChange[] {
  return compared(before, after).kept.flatMap(([from, to]) => {
    const change = gateChange(from, to);
    return change.reopens || change.policyChanged.length > 0 ? [change] : [];
  });
}

function gateChange(from: EffectiveStage, to: EffectiveStage): GateChange {
  const approvals = setDifference(
    from.gate.approvals.map(withoutLevel),
    to.gate.approvals.map(withoutLevel),
  );
  const criteria = setDifference(
    from.gate.criteria.map(withoutWording),
    to.gate.criteria.map(withoutWording),
  );
  const policyChanged = policyFields.filter((field) => !isSame(from.gate[field], to.gate[field]));
  const lists = [approvals.added, approvals.dropped, criteria.added, criteria.dropped];
  return {
    gate: namedPart(to.gate),
    stage: to.id,
    approvalsAdded: approvals.added,
    approvalsDropped: approvals.dropped,
    criteriaAdded: criteria.added,
    criteriaDropped: criteria.dropped,
    policyChanged,
    reopens:
      lists.some((list) => list.length > 0) ||
      policyChanged.some((field) => field !== "question" && field !== "renewal") ||
      asksForMore(from, to),
  };
}

const policyFields = ["id", "question", "separation", "refusals", "expires", "renewal"] as const;

function withoutLevel({ from: _, ...approval }: Approval): Approval {
  return approval;
}

function withoutWording({ from: _, name: __, ...criterion }: Criterion): Criterion {
  return criterion;
}

/** The criteria may read the same and still ask for a task or an output the stage did not have. */
function asksForMore(from: EffectiveStage, to: EffectiveStage): boolean {
  const tasks = compared(from.tasks, to.tasks).added.map(({ id }) => id);
  const outputs = compared(mandatoryOutputs(from), mandatoryOutputs(to)).added;
  return criteriaWithin(to.gate.criteria).some(({ criterion }) => {
    if (criterion.kind === "tasks-done") {
      return tasks.some((id) => !criterion.except.includes(id));
    }
    const everyOutput = criterion.kind === "outputs-attached" && criterion.outputs === undefined;
    return everyOutput && outputs.length > 0;
  });
}

function mandatoryOutputs(stage: EffectiveStage): PlaybookOutput[] {
  return stage.outputs.filter((output) => output.mandatory);
}

function namedPart({ id, name }: NamedPart): NamedPart {
  return { id, name };
}

function taskChange({ id, name, stage }: PlacedTask): TaskChange {
  return { id, name, stage };
}

function isReordered(before: readonly NamedPart[], after: readonly NamedPart[]): boolean {
  const { kept } = compared(before, after);
  const shared = new Set(kept.map(([part]) => part.id));
  const order = (parts: readonly NamedPart[]) =>
    parts.map(({ id }) => id).filter((id) => shared.has(id));
  return !isSame(order(before), order(after));
}

function compared<Part extends { id: string }>(before: readonly Part[], after: readonly Part[]) {
  const old = new Map(before.map((part) => [part.id, part]));
  const fresh = new Set(after.map(({ id }) => id));
  return {
    added: after.filter(({ id }) => !old.has(id)),
    removed: before.filter(({ id }) => !fresh.has(id)),
    kept: after.flatMap((to): [Part, Part][] => {
      const from = old.get(to.id);
      return from === undefined ? [] : [[from, to]];
    }),
  };
}

function setDifference<Part>(before: readonly Part[], after: readonly Part[]) {
  return {
    added: after.filter((part) => !before.some((other) => isSame(part, other))),
    dropped: before.filter((part) => !after.some((other) => isSame(part, other))),
  };
}

/** Equality by content; the order of keys means nothing, the order of entries does. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return a === b;
  }
  const left = Object.entries(a).filter(([, value]) => value !== undefined);
  const right = new Map(Object.entries(b).filter(([, value]) => value !== undefined));
  return (
    Array.isArray(a) === Array.isArray(b) &&
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)))
  );
}
