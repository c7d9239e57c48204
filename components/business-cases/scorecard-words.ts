import type { ScorecardView } from "@/lib/business-cases/schema/life-views";

export type Cell = ScorecardView["rows"][number]["cells"][number];
export type Row = ScorecardView["rows"][number];

export const wordsOfCell = {
  met: "met target",
  minimum: "met minimum only",
  missed: "missed",
  not_due: "not yet due",
  overdue: "overdue",
} as const satisfies Record<Cell["state"], string>;

export const toneOfVerdict = {
  met: "ok",
  partly: "warn",
  not_met: "bad",
  too_early: "review",
  unknown: "review",
} as const satisfies Record<ScorecardView["answer"]["verdict"], string>;
