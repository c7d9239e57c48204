import type { Criterion } from "@/lib/playbooks/schema";

export type Operator = Extract<Criterion, { kind: "metric" }>["operator"];

const holds = {
  "at-least": (value, threshold) => value >= threshold,
  "more-than": (value, threshold) => value > threshold,
  "at-most": (value, threshold) => value <= threshold,
  "less-than": (value, threshold) => value < threshold,
  "equal-to": (value, threshold) => value === threshold,
} as const satisfies Record<Operator, (value: number, threshold: number) => boolean>;

/** What is no number meets no limit. */
export function meetsLimit(value: number, { operator, threshold }: Limit): boolean {
  return holds[operator](value, threshold);
}

export type Limit = { operator: Operator; threshold: number };

/** Where on an axis the accepted values lie, seen from the threshold. */
export function acceptedSide(operator: Operator): "above" | "below" | "at" {
  switch (operator) {
    case "at-least":
    case "more-than":
      return "above";
    case "at-most":
    case "less-than":
      return "below";
    default:
      return "at";
  }
}
