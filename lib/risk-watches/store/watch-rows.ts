import "server-only";
import type { WatchRule } from "@/lib/risk-watches/rules/watch-words";
import type { RiskWatch } from "@/prisma/generated/client";

type RuleColumns = Pick<
  RiskWatch,
  "kind" | "metricName" | "slice" | "operator" | "threshold" | "evidenceKind" | "maxAgeDays"
>;

/** The database demands the columns of its kind of every watch. */
export function ruleOfRow(row: RuleColumns): WatchRule {
  const { kind, metricName, slice, operator, threshold, evidenceKind, maxAgeDays } = row;
  if (kind === "metric" && metricName !== null && operator !== null && threshold !== null) {
    return { kind, metricName, slice, operator, threshold };
  }
  if (kind === "evidence" && evidenceKind !== null) {
    return { kind, evidenceKind, maxAgeDays };
  }
  throw new Error("A watch without the columns of its kind is in the database.");
}

export function columnsOfRule(rule: WatchRule): RuleColumns {
  const none = {
    metricName: null,
    slice: "",
    operator: null,
    threshold: null,
    evidenceKind: null,
    maxAgeDays: null,
  };
  return { ...none, ...rule };
}
