import { type EvidenceKind, titleOfEvidenceKind } from "@/lib/evidence/rules/evidence-kinds";
import { operatorWords, type WatchOperator } from "@/lib/risk-watches/rules/watch-kinds";
import type { Level } from "@/lib/risks/rules";

/** What has to stay true, without what was seen of it. */
export type WatchRule =
  | {
      kind: "metric";
      metricName: string;
      slice: string;
      operator: WatchOperator;
      threshold: number;
    }
  | { kind: "evidence"; evidenceKind: EvidenceKind; maxAgeDays: number | null };

/** "recall (broker)": a metric as people name it. */
export function metricTitle({ metricName, slice }: { metricName: string; slice: string }): string {
  return slice === "" ? metricName : `${metricName} (${slice})`;
}

/** "fairness report", with its article. */
export function evidenceTitle(kind: EvidenceKind): string {
  const title = titleOfEvidenceKind[kind];
  return `${/^[aeiou]/.test(title) ? "an" : "a"} ${title}`;
}

/** "recall (broker) is at least 0.8": what a watch expects, to be read inside a sentence. */
export function ruleWords(rule: WatchRule): string {
  if (rule.kind === "metric") {
    return `${metricTitle(rule)} is ${operatorWords[rule.operator]} ${rule.threshold}`;
  }
  const { evidenceKind, maxAgeDays } = rule;
  const age = maxAgeDays === null ? "" : ` that is not older than ${daysWords(maxAgeDays)}`;
  return `the project has ${evidenceTitle(evidenceKind)}${age}`;
}

/** "likelihood by 1 step and impact by 2 steps". */
export function effectWords({ likelihood, impact }: Level): string {
  const parts = [
    ...(likelihood > 0 ? [`likelihood by ${counted(likelihood, "step")}`] : []),
    ...(impact > 0 ? [`impact by ${counted(impact, "step")}`] : []),
  ];
  return parts.join(" and ");
}

export function asSentence(words: string): string {
  return `${atStart(words)}.`;
}

/** With a capital where a word begins it; the name of a metric such as recall_gap stays as it is. */
export function atStart(words: string): string {
  return /^[a-z]+ /.test(words) ? `${words.charAt(0).toUpperCase()}${words.slice(1)}` : words;
}

function daysWords(days: number): string {
  return counted(days, "day");
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
