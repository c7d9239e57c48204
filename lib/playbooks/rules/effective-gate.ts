import { keyOfApproval } from "@/lib/playbooks/rules/approval-roles";
import { assuranceLevels } from "@/lib/playbooks/rules/assurance-levels";
import type {
  Approval,
  Criterion,
  Playbook,
  PlaybookGate,
  PlaybookOutput,
  PlaybookStage,
  PlaybookTask,
  Separation,
  SeparationRule,
  Strictness,
} from "@/lib/playbooks/schema";
import { strictnessLevels } from "@/lib/playbooks/schema";

export type EffectiveGate = Omit<PlaybookGate, "separation"> & { separation: SeparationRule[] };
export type EffectiveStage = Omit<PlaybookStage, "gate"> & { gate: EffectiveGate };
export type EffectivePlaybook = Omit<Playbook, "stages"> & { stages: EffectiveStage[] };

/** Whether a part marked `from` is asked for at this strictness. */
export function appliesAt(
  part: { from?: Strictness | undefined },
  strictness: Strictness,
): boolean {
  const first = strictnessLevels.indexOf(part.from ?? "lite");
  return strictnessLevels.indexOf(strictness) >= first;
}

/**
 * The gate as one strictness asks it. A role named more than once is asked once, with the strongest
 * of its entries, so a stricter form can only add to a lighter one.
 */
export function effectiveGate(gate: PlaybookGate, strictness: Strictness): EffectiveGate {
  return {
    ...gate,
    criteria: effectiveCriteria(gate.criteria, strictness),
    approvals: effectiveApprovals(gate.approvals, strictness),
    separation: effectiveSeparation(gate.separation, strictness),
  };
}

export function effectiveStage(stage: PlaybookStage, strictness: Strictness): EffectiveStage {
  return {
    ...stage,
    tasks: effectiveTasks(stage, strictness),
    outputs: effectiveOutputs(stage, strictness),
    gate: effectiveGate(stage.gate, strictness),
  };
}

/** The whole playbook in one form; what a task needs from a dropped task is forgotten with it. */
export function effectivePlaybook(playbook: Playbook, strictness: Strictness): EffectivePlaybook {
  const stages = playbook.stages.map((stage) => effectiveStage(stage, strictness));
  const tasks = new Set(stages.flatMap((stage) => stage.tasks.map((task) => task.id)));
  const known = (task: PlaybookTask): PlaybookTask => ({
    ...task,
    needs: task.needs.filter((id) => tasks.has(id)),
  });
  return {
    ...playbook,
    stages: stages.map((stage) => ({ ...stage, tasks: stage.tasks.map(known) })),
  };
}

export function effectiveTasks(stage: PlaybookStage, strictness: Strictness): PlaybookTask[] {
  const outputs = new Set(effectiveOutputs(stage, strictness).map((output) => output.id));
  const dropped = new Set(
    stage.tasks.filter((task) => !appliesAt(task, strictness)).map((task) => task.id),
  );
  return stage.tasks
    .filter((task) => !dropped.has(task.id))
    .map((task) => ({
      ...task,
      outputs: task.outputs.filter((id) => outputs.has(id)),
      needs: task.needs.filter((id) => !dropped.has(id)),
    }));
}

export function effectiveOutputs(stage: PlaybookStage, strictness: Strictness): PlaybookOutput[] {
  return stage.outputs.filter((output) => appliesAt(output, strictness));
}

function effectiveCriteria(criteria: readonly Criterion[], strictness: Strictness): Criterion[] {
  return criteria.filter((criterion) => appliesAt(criterion, strictness));
}

function effectiveApprovals(approvals: readonly Approval[], strictness: Strictness): Approval[] {
  const byRole = new Map<string, Approval>();
  for (const approval of approvals) {
    if (appliesAt(approval, strictness)) {
      const key = keyOfApproval(approval);
      const earlier = byRole.get(key);
      byRole.set(key, earlier ? strongerOf(earlier, approval) : approval);
    }
  }
  return [...byRole.values()];
}

function strongerOf(a: Approval, b: Approval): Approval {
  const covers = [...new Set([...(a.covers ?? []), ...(b.covers ?? [])])];
  const assurance = assuranceLevels.findLast(
    (level) => level === a.assurance || level === b.assurance,
  );
  return {
    ...a,
    quorum: a.quorum === "all" || b.quorum === "all" ? "all" : Math.max(a.quorum, b.quorum),
    ...(a.veto || b.veto ? { veto: true } : {}),
    ...(covers.length > 0 ? { covers } : {}),
    ...(assurance ? { assurance } : {}),
  };
}

function effectiveSeparation(
  separation: readonly Separation[],
  strictness: Strictness,
): SeparationRule[] {
  const rules = separation
    .filter((entry) => typeof entry === "string" || appliesAt(entry, strictness))
    .map((entry) => (typeof entry === "string" ? entry : entry.rule));
  return [...new Set(rules)];
}
