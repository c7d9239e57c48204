import { rolesOfApproval } from "@/lib/playbooks/rules/approval-roles";
import { checkApprovals, checkRenewal } from "@/lib/playbooks/rules/check-approvals";
import type { FoundCriterion } from "@/lib/playbooks/rules/criteria-within";
import { criteriaWithin } from "@/lib/playbooks/rules/criteria-within";
import {
  appliesAt,
  effectiveGate,
  effectiveOutputs,
  effectiveTasks,
} from "@/lib/playbooks/rules/effective-gate";
import type { Finding } from "@/lib/playbooks/rules/finding";
import type { Criterion, Playbook, PlaybookStage } from "@/lib/playbooks/schema";
import { strictnessLevels } from "@/lib/playbooks/schema";

type Placed = { playbook: Playbook; stage: PlaybookStage; index: number };

/** What a schema cannot say: that the parts of a playbook fit each other. */
export function checkPlaybook(playbook: Playbook): Finding[] {
  const perStage = playbook.stages.flatMap((stage, index) => {
    const placed = { playbook, stage, index };
    return [
      ...checkTasks(placed),
      ...checkOutputs(placed),
      ...checkGate(placed),
      ...checkCriteria(placed),
      ...checkCovers(placed),
    ];
  });
  return [...checkIds(playbook), ...perStage, ...checkLoops(playbook)];
}

type Named = { id: string; path: PropertyKey[] };

function checkIds(playbook: Playbook): Finding[] {
  const stages = playbook.stages;
  const of = (pick: (stage: PlaybookStage) => readonly { id: string }[], field: string): Named[] =>
    stages.flatMap((stage, s) =>
      pick(stage).map(({ id }, i) => ({ id, path: ["stages", s, field, i, "id"] })),
    );
  return [
    ...repeated(
      "stage",
      stages.map(({ id }, s) => ({ id, path: ["stages", s, "id"] })),
    ),
    ...repeated(
      "gate",
      stages.map(({ gate }, s) => ({ id: gate.id, path: ["stages", s, "gate", "id"] })),
    ),
    ...repeated(
      "task",
      of((stage) => stage.tasks, "tasks"),
    ),
    ...repeated(
      "output",
      of((stage) => stage.outputs, "outputs"),
    ),
  ];
}

function repeated(noun: string, named: readonly Named[]): Finding[] {
  const seen = new Set<string>();
  return named.flatMap(({ id, path }) => {
    const again = seen.has(id);
    seen.add(id);
    return again ? [{ path, message: `the ${noun} id "${id}" is used a second time` }] : [];
  });
}

function checkTasks({ playbook, stage, index }: Placed): Finding[] {
  const outputs = new Set(stage.outputs.map((output) => output.id));
  const tasks = new Set(playbook.stages.flatMap((each) => each.tasks.map((task) => task.id)));
  return stage.tasks.flatMap((task, t) => {
    const path = ["stages", index, "tasks", t];
    const unknown = task.outputs.flatMap((id, o) =>
      outputs.has(id)
        ? []
        : [
            {
              path: [...path, "outputs", o],
              message: `task "${task.id}" names the output "${id}", which this stage does not declare`,
            },
          ],
    );
    const missing = task.needs.flatMap((id, n) =>
      tasks.has(id) && id !== task.id
        ? []
        : [{ path: [...path, "needs", n], message: needComplaint(task.id, id) }],
    );
    const { low, likely, high } = task.estimate;
    const ordered = low <= likely && likely <= high;
    const estimate = {
      path: [...path, "estimate"],
      message: `task "${task.id}" needs an estimate with low ≤ likely ≤ high, not ${low}, ${likely}, ${high}`,
    };
    return [...unknown, ...missing, ...(ordered ? [] : [estimate])];
  });
}

function needComplaint(task: string, need: string): string {
  return task === need
    ? `task "${task}" cannot need itself`
    : `task "${task}" needs the task "${need}", which this playbook does not have`;
}

function checkOutputs({ stage, index }: Placed): Finding[] {
  return stage.outputs.flatMap((output, o) => {
    const orphaned = strictnessLevels.find(
      (level) =>
        appliesAt(output, level) &&
        !effectiveTasks(stage, level).some((task) => task.outputs.includes(output.id)),
    );
    const message = `no task of stage "${stage.id}" produces the output "${output.id}" in the ${orphaned} form`;
    return orphaned ? [{ path: ["stages", index, "outputs", o], message }] : [];
  });
}

function checkGate({ stage, index }: Placed): Finding[] {
  const path = ["stages", index, "gate"];
  const gate = stage.gate;
  const effective = strictnessLevels.map((level) => ({ level, ...effectiveGate(gate, level) }));
  const unasked = effective.find(({ criteria }) => criteria.length === 0);
  const unsigned = effective.find(
    ({ level, approvals }) => level !== "lite" && approvals.length === 0,
  );
  const viewer = gate.approvals.findIndex((approval) =>
    rolesOfApproval(approval).includes("viewer"),
  );
  const found: (Finding | false)[] = [
    unasked !== undefined && {
      path: [...path, "criteria"],
      message: `gate "${gate.id}" has no criterion in the ${unasked.level} form, so it could never be met`,
    },
    unsigned !== undefined && {
      path: [...path, "approvals"],
      message: `gate "${gate.id}" asks nobody to approve in the ${unsigned.level} form; only lite may do so`,
    },
    viewer >= 0 && {
      path: [...path, "approvals", viewer, "role"],
      message: `gate "${gate.id}" cannot be approved by a viewer, who only reads`,
    },
  ];
  return [
    ...found.filter((finding) => finding !== false),
    ...repeated(
      "criterion",
      criteriaWithin(gate.criteria).map((found) => ({
        id: found.criterion.id,
        path: [...path, ...found.path, "id"],
      })),
    ),
    ...checkApprovals(gate, [...path, "approvals"]),
    ...checkRenewal(gate, [...path, "renewal"]),
  ];
}

function checkCriteria(placed: Placed): Finding[] {
  const { stage, index } = placed;
  return criteriaWithin(stage.gate.criteria).flatMap((found) => {
    const path = ["stages", index, "gate", ...found.path];
    const inner = found.nested && found.criterion.from !== undefined;
    const message = `criterion "${found.criterion.id}" stands inside another; "from" belongs on the outermost one`;
    return [
      ...(inner ? [{ path: [...path, "from"], message }] : []),
      ...checkReferences(placed, found, path),
    ];
  });
}

function checkReferences(
  { playbook, stage, index }: Placed,
  { criterion, levelOf }: FoundCriterion,
  path: PropertyKey[],
): Finding[] {
  const complain = (field: string, i: number, what: string): Finding => ({
    path: [...path, field, i],
    message: `criterion "${criterion.id}" names ${what}`,
  });
  if (criterion.kind === "tasks-done") {
    const tasks = stage.tasks.map((task) => task.id);
    return criterion.except.flatMap((id, i) =>
      tasks.includes(id)
        ? []
        : [complain("except", i, `the task "${id}", which this stage does not have`)],
    );
  }
  if (criterion.kind === "risks-within-appetite") {
    const stages = playbook.stages.map(({ id }) => id);
    return (criterion.stages ?? []).flatMap((id, i) =>
      stages.includes(id) ? [] : [complain("stages", i, `the stage "${id}", which does not exist`)],
    );
  }
  if (criterion.kind === "metric") {
    return checkDataSet({ playbook, stage, index }, criterion, path);
  }
  if (criterion.kind === "outputs-attached") {
    const outputs = effectiveOutputs(stage, levelOf).map(({ id }) => id);
    return (criterion.outputs ?? []).flatMap((id, i) =>
      outputs.includes(id)
        ? []
        : [
            complain(
              "outputs",
              i,
              `the output "${id}", which this stage does not declare in the ${levelOf} form`,
            ),
          ],
    );
  }
  return [];
}

/** A metric is measured on what lies before its gate, never on what comes after it. */
function checkDataSet(
  { playbook, index }: Placed,
  { id, dataSet }: Extract<Criterion, { kind: "metric" }>,
  path: PropertyKey[],
): Finding[] {
  const reached = playbook.stages.slice(0, index + 1).flatMap(({ outputs }) => outputs);
  const wanted = dataSet !== undefined && "output" in dataSet ? dataSet.output : null;
  const isKnown = reached.some((output) => output.id === wanted && output.kind !== "case-field");
  const message = `criterion "${id}" wants the data set of the output "${wanted}", to which no file is attached up to this stage`;
  return wanted === null || isKnown ? [] : [{ path: [...path, "dataSet", "output"], message }];
}

function checkCovers({ playbook, stage, index }: Placed): Finding[] {
  const reached = playbook.stages.slice(0, index + 1);
  const subjects = new Set(reached.flatMap((each) => each.outputs.map(({ id }) => id)));
  return stage.gate.approvals.flatMap((approval, a) =>
    (approval.covers ?? []).flatMap((id, c) =>
      id === "business-case" || subjects.has(id)
        ? []
        : [
            {
              path: ["stages", index, "gate", "approvals", a, "covers", c],
              message: `the approval by "${approval.role}" covers "${id}", which is neither the business case nor an output up to this stage`,
            },
          ],
    ),
  );
}

function checkLoops({ stages, loops }: Playbook): Finding[] {
  const order = stages.map(({ id }) => id);
  return loops.flatMap((loop, l) => {
    const unknown = (["from", "to"] as const).filter((end) => !order.includes(loop[end]));
    if (unknown.length > 0) {
      return unknown.map((end) => ({
        path: ["loops", l, end],
        message: `the loop names the stage "${loop[end]}", which does not exist`,
      }));
    }
    const message = `a loop leads back, but "${loop.to}" does not come before "${loop.from}"`;
    const back = order.indexOf(loop.to) < order.indexOf(loop.from);
    return back ? [] : [{ path: ["loops", l, "to"], message }];
  });
}
