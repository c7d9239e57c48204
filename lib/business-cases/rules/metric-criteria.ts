import type { Criterion } from "@/lib/playbooks/schema";

export type MetricCriterion = { id: string; metric: string; limit: string };

/** Every metric a gate asks for, also inside all, any and not. */
export function metricCriteriaOf(criteria: readonly Criterion[]): MetricCriterion[] {
  return criteria.flatMap((criterion): MetricCriterion[] => {
    switch (criterion.kind) {
      case "metric": {
        const { id, metric, slice, operator, threshold } = criterion;
        const name = slice === undefined ? metric : `${metric} ${slice}`;
        return [{ id, metric: name, limit: `${operator.replace("-", " ")} ${threshold}` }];
      }
      case "all":
      case "any":
        return metricCriteriaOf(criterion.criteria);
      case "not":
        return metricCriteriaOf([criterion.criterion]);
      default:
        return [];
    }
  });
}
