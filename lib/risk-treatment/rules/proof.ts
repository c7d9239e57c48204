import type { EvidenceStatus } from "@/lib/evidence/schema";
import { daysBetween } from "@/lib/kernel/calendar";
import type { ControlState, ControlView } from "@/lib/risk-treatment/schema";

type Linked = { effectiveOn: string; status: EvidenceStatus };

/** The newest day living evidence speaks about; the order of the list decides between equals. */
export function lastProof<Proof extends Linked>(proofs: readonly Proof[]): Proof | null {
  const living = proofs.filter(({ status }) => status === "living");
  return living.reduce<Proof | null>(
    (newest, proof) => (newest === null || proof.effectiveOn > newest.effectiveOn ? proof : newest),
    null,
  );
}

/** Evidence may speak about a day to come; it is not younger than today for that. */
export function ageInDays(effectiveOn: string, today: string): number {
  return Math.max(0, daysBetween(effectiveOn, today));
}

export function standingOfControl(
  state: ControlState,
  proofs: readonly Linked[],
): ControlView["standing"] {
  if (state === "planned") {
    return "planned";
  }
  if (proofs.length === 0) {
    return "unproved";
  }
  return lastProof(proofs) === null ? "proof_over" : "proved";
}
