import { keysOfCriteria } from "@/lib/business-cases/rules/criterion-key";
import type { CaseContent } from "@/lib/business-cases/schema";

export const additionKinds = ["task", "gate_criterion", "success_criterion"] as const;
type AdditionKind = (typeof additionKinds)[number];

/** Something people work on or are measured by that the signed case does not name. */
export type ScopeAddition = { key: string; kind: AdditionKind; label: string; detail: string };

type GateMeasures = {
  code: string;
  criteria: readonly { id: string; metric: string; limit: string }[];
};

export type ScopeFacts = {
  signed: CaseContent;
  signedAt: string;
  /** The newest submitted text; the same as the signed one while nothing came after it. */
  latest: CaseContent;
  tasks: readonly {
    id: string;
    /** Null for a task that the team added. */
    key: string | null;
    label: string;
    stage: string;
    createdAt: string;
    isDropped: boolean;
  }[];
  gates: readonly GateMeasures[];
  /** The same by the playbook the project followed when the case was signed. */
  gatesThen: readonly GateMeasures[];
  /** Keys of every addition that a signed amendment accepted. */
  accepted: readonly string[];
};

/** What cannot be traced to the signed case nor to an accepted amendment. Derived, never stored. */
export function scopeAdditions(facts: ScopeFacts): ScopeAddition[] {
  const all = [...taskAdditions(facts), ...gateAdditions(facts), ...criterionAdditions(facts)];
  const accepted = new Set(facts.accepted);
  return all.filter(({ key }) => !accepted.has(key));
}

/** A task of the playbook comes with the method; one written before the signing was there to be read. */
function taskAdditions({ tasks, signedAt }: ScopeFacts): ScopeAddition[] {
  return tasks
    .filter((task) => task.key === null && !task.isDropped && task.createdAt > signedAt)
    .map(({ id, label, stage }) => ({ key: `task:${id}`, kind: "task", label, detail: stage }));
}

/**
 * What the playbook asked for at the signing came with the method the signers agreed to. A move to
 * a later playbook may bring a measure, or another limit, that nobody signed.
 */
function gateAdditions({ gates, gatesThen, signed }: ScopeFacts): ScopeAddition[] {
  const known = new Set(
    gatesThen.flatMap(({ code, criteria }) =>
      criteria.map(({ metric, limit }) => `${code} ${metric} ${limit}`),
    ),
  );
  return gates.flatMap(({ code, criteria }) =>
    criteria
      .filter(({ metric, limit }) => !known.has(`${code} ${metric} ${limit}`))
      .filter(({ metric }) => !isTraced(metric, signed))
      .map(({ id, metric, limit }) => ({
        key: `gate:${code}:${id}`,
        kind: "gate_criterion" as const,
        label: `${metric} ${limit}`,
        detail: `Criterion of ${code}`,
      })),
  );
}

function criterionAdditions({ signed, latest }: ScopeFacts): ScopeAddition[] {
  const known = new Set(keysOfCriteria(signed.successCriteria));
  const keys = keysOfCriteria(latest.successCriteria);
  return latest.successCriteria.flatMap((criterion, index) => {
    const key = keys[index] ?? "";
    return known.has(key)
      ? []
      : [
          {
            key: `success:${key}`,
            kind: "success_criterion" as const,
            label: criterion.measure,
            detail: "Success criterion of an unsigned version",
          },
        ];
  });
}

/** A measure or a constraint of the signed case names the metric with every one of its words. */
function isTraced(metric: string, { successCriteria, constraints }: CaseContent): boolean {
  const wanted = wordsOf(metric);
  const places = [
    ...successCriteria.map(({ measure, howMeasured }) => `${measure} ${howMeasured}`),
    ...constraints,
  ];
  return places.some((place) => {
    const present = new Set(wordsOf(place));
    return wanted.every((word) => present.has(word));
  });
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
