import type { RiskStatus } from "@/lib/risks/schema";

export type Level = { likelihood: number; impact: number };

/** Likelihood times impact: the usual ordinal score of a 5 x 5 matrix, 1 to 25. */
export function scoreOf({ likelihood, impact }: Level): number {
  return likelihood * impact;
}

/** A risk counts against the appetite while it is open; an accepted or closed one does not. */
export function isAboveAppetite(
  risk: { score: number; status: RiskStatus },
  appetite: number,
): boolean {
  return risk.status === "open" && risk.score > appetite;
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
  "A gate that asks for risks within appetite is held by every open risk of its project above it, until the risk is treated, accepted or closed. Where the gate names stages, the risks of other stages do not count; a risk that names no stage always does.";

/** Five steps of severity: 1 to 3, 4 to 6, 7 to 9, 10 to 14, 15 to 25. */
export function severityOf(score: number): 1 | 2 | 3 | 4 | 5 {
  if (score <= 3) {
    return 1;
  }
  if (score <= 6) {
    return 2;
  }
  if (score <= 9) {
    return 3;
  }
  return score <= 14 ? 4 : 5;
}

/** `R-04`: the human key of a risk inside its project; it never changes. */
export function riskKey(number: number): string {
  return `R-${String(number).padStart(2, "0")}`;
}

export const likelihoodWords = ["Rare", "Unlikely", "Possible", "Likely", "Almost certain"];
export const impactWords = ["Negligible", "Minor", "Moderate", "Major", "Severe"];

const nextStatuses = {
  open: ["accepted", "closed"],
  accepted: ["open", "closed"],
  closed: ["open"],
} satisfies Record<RiskStatus, readonly RiskStatus[]>;

export function mayMove(from: RiskStatus, to: RiskStatus): boolean {
  const allowed: readonly RiskStatus[] = nextStatuses[from];
  return allowed.includes(to);
}
