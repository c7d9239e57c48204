import type { FieldIssue } from "@/lib/kernel/app-error";
import type { WatchRule } from "@/lib/risk-watches/rules/watch-words";
import type { WatchRiskInput } from "@/lib/risk-watches/schema/watches";

type Described = Omit<WatchRiskInput, "riskId" | "version">;

/** The rule somebody described, or what is missing of it, each at its field. */
export function readRule(input: Described): { rule: WatchRule } | { issues: FieldIssue[] } {
  const rule = input.kind === "metric" ? metricRule(input) : evidenceRule(input);
  const issues = [...("issues" in rule ? rule.issues : []), ...effectIssues(input)];
  return "rule" in rule && issues.length === 0 ? rule : { issues };
}

function metricRule({ metricName, slice, operator, threshold }: Described) {
  if (metricName !== null && threshold !== null) {
    return { rule: { kind: "metric" as const, metricName, slice, operator, threshold } };
  }
  const issues: FieldIssue[] = [];
  if (metricName === null) {
    issues.push({ path: "metricName", message: "Name the metric." });
  }
  if (threshold === null) {
    issues.push({ path: "threshold", message: "Say which number the metric is held against." });
  }
  return { issues };
}

function evidenceRule({ evidenceKind, maxAgeDays }: Described) {
  return evidenceKind === null
    ? { issues: [{ path: "evidenceKind", message: "Choose a kind of evidence." }] }
    : { rule: { kind: "evidence" as const, evidenceKind, maxAgeDays } };
}

function effectIssues({ likelihoodEffect, impactEffect }: Described): FieldIssue[] {
  const message = "A breach raises likelihood or impact by at least one step.";
  return likelihoodEffect + impactEffect > 0 ? [] : [{ path: "likelihoodEffect", message }];
}
