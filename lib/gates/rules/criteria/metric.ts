import { type Evaluator, pages, teamRoles } from "@/lib/gates/rules/criteria/criterion-context";
import type { Criterion } from "@/lib/playbooks/schema";

type Operator = Extract<Criterion, { kind: "metric" }>["operator"];

const holds = {
  "at-least": (value, threshold) => value >= threshold,
  "more-than": (value, threshold) => value > threshold,
  "at-most": (value, threshold) => value <= threshold,
  "less-than": (value, threshold) => value < threshold,
  "equal-to": (value, threshold) => value === threshold,
} as const satisfies Record<Operator, (value: number, threshold: number) => boolean>;

/** The latest value of one metric on one slice meets its threshold. */
export const metric: Evaluator<"metric"> = (criterion, at) => {
  const { metric: name, slice = "", operator, threshold } = criterion;
  const limit = `${operator.replace("-", " ")} ${threshold}`;
  const title = slice === "" ? name : `${name} (${slice})`;
  const found = at.project.metrics
    .filter((each) => each.name === name && each.slice === slice)
    .toSorted((a, b) => b.measuredAt.localeCompare(a.measuredAt))[0];
  const seen = { name: `${title} is ${limit}`, threshold: limit, href: pages.evidence(at) };
  if (found === undefined) {
    return {
      ...seen,
      status: "unknown",
      sentence: `no value of ${title} has been recorded`,
      nextStep: `record ${title}`,
      who: teamRoles,
    };
  }
  const isMet = holds[operator](found.value, threshold);
  return {
    ...seen,
    status: isMet ? "met" : "not_met",
    value: String(found.value),
    measured: { value: found.value, threshold, operator },
    sentence: `${title} is ${found.value} (limit: ${limit})`,
    evidence: [
      {
        kind: "metric",
        id: found.id,
        label: `${title} = ${found.value}, ${found.measuredAt.slice(0, 10)}`,
        href: pages.evidence(at),
      },
    ],
    ...(isMet ? {} : { nextStep: `bring ${title} to ${limit}`, who: teamRoles }),
  };
};
