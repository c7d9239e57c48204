import type { Answer } from "@/lib/risk-meetings/rules/answer";

/** Whose answer, about which risk: on a shared machine nobody is shown what another one typed. */
export type Keeper = { readerId: string; riskId: string };

const keyOf = ({ readerId, riskId }: Keeper) => `waymark.meeting.${readerId}.${riskId}`;

/** Kept in this tab until it is recorded, so that going back and forth loses nothing. */
export function keepAnswer(keeper: Keeper, answer: Answer | null): void {
  try {
    if (answer === null) {
      sessionStorage.removeItem(keyOf(keeper));
    } else {
      sessionStorage.setItem(keyOf(keeper), JSON.stringify(answer));
    }
  } catch {
    // A browser that keeps nothing still sends what stands in the form.
  }
}

export function keptAnswer(keeper: Keeper): Answer | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(keeper)) ?? "null");
    const isAnswer = typeof kept === "object" && kept !== null && "isStillTrue" in kept;
    return isAnswer ? (kept as Answer) : null;
  } catch {
    return null;
  }
}
