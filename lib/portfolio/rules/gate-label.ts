import { dayWord } from "@/lib/portfolio/rules/day-words";
import { slipSentence } from "@/lib/portfolio/rules/slip-words";
import type { GateFacts } from "@/lib/portfolio/rules/stage-facts";
import type { GateState } from "@/lib/projects/rules/trail-geometry";

const wordsOfGateState = {
  locked: "locked",
  ready: "ready for review",
  in_review: "in review",
  passed: "passed",
  passed_with_conditions: "passed with conditions",
  changes_requested: "changes requested",
  rejected: "rejected",
  waived: "waived",
  lapsed: "lapsed",
} as const satisfies Record<GateState, string>;

export function isCleared(state: GateState): boolean {
  return state === "passed" || state === "passed_with_conditions" || state === "waived";
}

type Timing = { dateOn: string | null; slipDays: number | null; today: string };

/** "G3 Data readiness: passed on 23 Oct, 9 days late". */
export function gateLabel(gate: GateFacts, { dateOn, slipDays, today }: Timing): string {
  const name = `${gate.code} ${gate.name}: ${wordsOfGateState[gate.state]}`;
  if (dateOn === null) {
    return name;
  }
  const when = isCleared(gate.state) ? `on ${dayWord(dateOn, today)}` : dueWords(dateOn, today);
  const slip = slipDays === null ? "" : `, ${slipSentence(slipDays)}`;
  return isCleared(gate.state) ? `${name} ${when}${slip}` : `${name}, ${when}${slip}`;
}

function dueWords(dateOn: string, today: string): string {
  return dateOn < today ? `was due ${dayWord(dateOn, today)}` : `due ${dayWord(dateOn, today)}`;
}
