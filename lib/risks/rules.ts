import type { RiskStatus } from "@/lib/risks/schema";

export type Level = { likelihood: number; impact: number };

/** Likelihood times impact: the usual ordinal score, for the order of lists. */
export function scoreOf({ likelihood, impact }: Level): number {
  return likelihood * impact;
}

/** A risk counts against the appetite while it is open; an accepted or closed one does not. */
export function countsAboveAppetite(risk: {
  isAboveAppetite: boolean;
  status: RiskStatus;
}): boolean {
  return risk.status === "open" && risk.isAboveAppetite;
}

/**
 * Whether a gate that asks for risks within appetite looks at this risk. One
 * that names no stages looks at every living risk of the project; a risk that
 * names no stage belongs to all of them, so that it cannot hide from a gate.
 */
export function concernsStages(
  risk: { stageKey: string | null },
  stages: readonly string[] | undefined,
): boolean {
  return stages === undefined || risk.stageKey === null || stages.includes(risk.stageKey);
}

/** The same in words, for the register. */
export const whatHoldsAGate =
  "A gate that asks for risks within appetite is held by every open risk of its project above the line, until the risk is treated, accepted or closed. Where the gate names stages, the risks of other stages do not count; a risk that names no stage always does.";

/** `R-04`: the human key of a risk inside its project; it never changes. */
export function riskKey(number: number): string {
  return `R-${String(number).padStart(2, "0")}`;
}
