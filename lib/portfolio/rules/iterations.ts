import type { ProjectOverviewView } from "@/lib/portfolio/schema/overview";
import { type LoopReasonCode, titleOfLoopReason } from "@/lib/projects/rules/loop-reasons";

export type IterationLoop = {
  iteration: number;
  on: string;
  fromNumber: number;
  toNumber: number;
  reason: LoopReasonCode;
  reasonText: string;
  outcome: string;
  costBeforeDays: number;
};

type Passes = { startOn: string; loggedDays: number; loops: readonly IterationLoop[] };

/**
 * The passes through the project, newest first. A pass costs what was logged
 * between its own beginning and the beginning of the next one.
 */
export function iterationsOf({
  startOn,
  loggedDays,
  loops,
}: Passes): ProjectOverviewView["iterations"] {
  const newestFirst = loops.toSorted((one, other) => other.iteration - one.iteration);
  const passes = newestFirst.map((loop, place) => ({
    number: loop.iteration,
    openedOn: loop.on,
    path: `Stage ${loop.fromNumber} back to ${loop.toNumber}`,
    reason:
      loop.reasonText === "" ? `Because of ${titleOfLoopReason[loop.reason]}` : loop.reasonText,
    outcome: outcomeOf(loop.outcome, place),
    costDays: rounded((newestFirst[place - 1]?.costBeforeDays ?? loggedDays) - loop.costBeforeDays),
  }));
  const oldest = newestFirst.at(-1);
  if (oldest !== undefined && oldest.iteration > 2) {
    return passes;
  }
  return [
    ...passes,
    {
      number: 1,
      openedOn: startOn,
      path: "First pass",
      reason: "Project start",
      outcome: outcomeOf("", newestFirst.length),
      costDays: rounded(oldest?.costBeforeDays ?? loggedDays),
    },
  ];
}

/** The newest pass is the one under way; an earlier one without words ended by going back. */
function outcomeOf(outcome: string, place: number): string {
  if (outcome !== "") {
    return outcome;
  }
  return place === 0 ? "Open" : "Went back";
}

function rounded(days: number): number {
  return Math.max(0, Math.round(days * 100) / 100);
}
