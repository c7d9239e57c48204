import { type CaseLife, rowsOf } from "@/lib/business-cases/rules/case-life";
import { objectivesMet } from "@/lib/business-cases/rules/objectives-met";
import type { CaseContent } from "@/lib/business-cases/schema";

type SimilarEffort = CaseContent["similarEfforts"][number];

/** What an earlier project left behind for those who come after it. */
export type EffortOnRecord = {
  name: string;
  status: "active" | "paused" | "closed";
  /** Why it was closed or paused, in the words of who did. */
  statusReason: string;
  /** What going back taught, the newest first. */
  loops: readonly { reason: string; outcome: string }[];
  /** Log entries that speak of a lesson, the newest first. */
  notes: readonly string[];
};

const MAX = { result: 200, lesson: 2000 } as const;

/** The scorecard's own sentence where readings exist; before that, how far the project came. */
export function resultOf(
  effort: EffortOnRecord,
  at: { life: CaseLife | undefined; today: string },
): string {
  const { life, today } = at;
  const answer = life === undefined ? null : objectivesMet(rowsOf(life, today));
  const isKnown = answer !== null && ["met", "partly", "not_met"].includes(answer.verdict);
  if (answer !== null && isKnown) {
    return cut(answer.sentence, MAX.result);
  }
  const words = {
    closed: "Closed",
    paused: "Paused",
    active: "Still running, no result yet",
  }[effort.status];
  const why = effort.status === "active" || effort.statusReason === "" ? "" : effort.statusReason;
  return cut(why === "" ? `${words}.` : `${words}: ${why}`, MAX.result);
}

/** What its people wrote down: lessons of the log, what going back taught, why it ended. */
export function lessonOf(effort: EffortOnRecord): string {
  const loops = effort.loops.map(({ reason, outcome }) =>
    outcome === "" ? `Went back: ${reason}` : `Went back: ${reason}. Then: ${outcome}`,
  );
  const end = effort.status === "closed" && effort.statusReason !== "" ? [effort.statusReason] : [];
  return cut([...new Set([...effort.notes, ...loops, ...end])].join("\n"), MAX.lesson);
}

export function effortRow(
  effort: { projectId: string; name: string; result: string; lesson: string },
  mark: Pick<SimilarEffort, "use" | "why">,
): SimilarEffort {
  const { projectId, name, result, lesson } = effort;
  return { name: cut(name, MAX.result), result, lesson, ...mark, projectId };
}

function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}…`;
}
