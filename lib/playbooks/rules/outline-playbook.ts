import type { Playbook, PlaybookStage, PlaybookTask } from "@/lib/playbooks/schema";

/** The bones of a playbook: enough to draw it beside the text that is being edited. */
export function outlineOf(playbook: Playbook) {
  return {
    key: playbook.id,
    number: playbook.version,
    name: playbook.name,
    summary: playbook.summary,
    stages: playbook.stages.map(stageOutline),
  };
}

function stageOutline(stage: PlaybookStage) {
  const { gate } = stage;
  return {
    key: stage.id,
    group: stage.group,
    name: stage.name,
    purpose: stage.purpose,
    durationDays: stage.durationDays,
    tasks: stage.tasks.map(taskOutline),
    outputs: stage.outputs.map(({ id, name, mandatory, from }) => ({
      key: id,
      name,
      mandatory,
      from: from ?? null,
    })),
    gate: {
      code: gate.id,
      name: gate.name,
      question: gate.question,
      criteriaCount: gate.criteria.length,
      approvals: gate.approvals.map(({ role, orRoles, quorum, veto, from }) => ({
        role,
        orRoles: orRoles ?? [],
        quorum,
        veto: veto ?? false,
        from: from ?? null,
      })),
    },
  };
}

function taskOutline({ id, name, role, estimate, from }: PlaybookTask) {
  return { key: id, name, role, likelyDays: estimate.likely, from: from ?? null };
}
