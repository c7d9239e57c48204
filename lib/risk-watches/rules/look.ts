import { titleOfEvidenceKind } from "@/lib/evidence/rules/evidence-kinds";
import { addDays, dateOf, dayInWords, dayOf } from "@/lib/kernel/calendar";
import type { WatchOperator, WatchState } from "@/lib/risk-watches/rules/watch-kinds";
import {
  atStart,
  evidenceTitle,
  metricTitle,
  ruleWords,
  type WatchRule,
} from "@/lib/risk-watches/rules/watch-words";

/** What there is to look at: the latest value of the metric, the newest living evidence of the kind. */
export type SeenFacts = {
  latest: { value: number; unit: string; measuredAt: Date } | null;
  living: { title: string; effectiveOn: string } | null;
  /** Whether evidence of the kind was ever attached, whatever became of it. */
  wasAttached: boolean;
};

export type Look = {
  state: WatchState;
  /** What was seen, in words without a full stop. */
  seen: string;
  /** From when on, where the facts say so themselves; otherwise from the look on. */
  since: Date | null;
};

const compares = {
  at_least: (value, threshold) => value >= threshold,
  at_most: (value, threshold) => value <= threshold,
  above: (value, threshold) => value > threshold,
  below: (value, threshold) => value < threshold,
} as const satisfies Record<WatchOperator, (value: number, threshold: number) => boolean>;

/** Whether a watch holds. Nothing is held against a risk as long as nothing was ever measured. */
export function lookAt(rule: WatchRule, facts: SeenFacts, today: string): Look {
  return rule.kind === "metric" ? lookAtMetric(rule, facts) : lookAtEvidence(rule, facts, today);
}

type MetricRule = Extract<WatchRule, { kind: "metric" }>;

function lookAtMetric(rule: MetricRule, { latest }: SeenFacts): Look {
  const title = metricTitle(rule);
  if (latest === null) {
    return { state: "unknown", seen: `${title} has never been measured`, since: null };
  }
  const unit = latest.unit === "" ? "" : ` ${latest.unit}`;
  const measuredOn = dayInWords(dayOf(latest.measuredAt));
  const seen = `${title} was ${latest.value}${unit}, measured on ${measuredOn}`;
  const isHeld = compares[rule.operator](latest.value, rule.threshold);
  return { state: isHeld ? "holds" : "breached", seen, since: null };
}

type EvidenceRule = Extract<WatchRule, { kind: "evidence" }>;

function lookAtEvidence(rule: EvidenceRule, facts: SeenFacts, today: string): Look {
  const { living, wasAttached } = facts;
  const title = titleOfEvidenceKind[rule.evidenceKind];
  if (living === null) {
    return wasAttached
      ? { state: "breached", seen: `no ${title} is in force any more`, since: null }
      : {
          state: "unknown",
          seen: `${evidenceTitle(rule.evidenceKind)} was never attached`,
          since: null,
        };
  }
  const seen = `the newest ${title}, “${living.title}”, is of ${dayInWords(living.effectiveOn)}`;
  const tooOldOn = firstDayTooOld(rule, living);
  return tooOldOn !== null && tooOldOn <= today
    ? { state: "breached", seen, since: dateOf(tooOldOn) }
    : { state: "holds", seen, since: null };
}

/** The first day on which evidence is older than a watch allows. */
function firstDayTooOld({ maxAgeDays }: EvidenceRule, living: { effectiveOn: string }) {
  return maxAgeDays === null ? null : addDays(living.effectiveOn, maxAgeDays + 1);
}

/** The reason of the raise and the text of the finding. */
export function breachWords(rule: WatchRule, { seen }: Pick<Look, "seen">): string {
  return `${atStart(seen)}; the watch expects that ${ruleWords(rule)}.`;
}
