import { evidenceOfKind } from "@/lib/gates/rules/criteria/evidence";
import type { GateAt } from "@/lib/gates/rules/gate-facts";
import { addDays, dateOf } from "@/lib/kernel/calendar";
import { criteriaWithin } from "@/lib/playbooks/rules/criteria-within";

/**
 * When the newest evidence of a kind that a criterion wants fresh becomes too
 * old for it, if nothing newer comes. Null where no criterion asks for an age,
 * or where what it asks for is missing or too old already.
 */
export function nextAgeing(at: GateAt): string | null {
  const ends = criteriaWithin(at.gate.policy.criteria).flatMap(({ criterion }) => {
    if (criterion.kind !== "evidence" || criterion.maxAgeDays === undefined) {
      return [];
    }
    const [newest] = evidenceOfKind(at, criterion.evidenceKind);
    return newest === undefined
      ? []
      : [dateOf(addDays(newest.effectiveOn, criterion.maxAgeDays + 1)).toISOString()];
  });
  return ends.filter((end) => end > at.project.now).toSorted()[0] ?? null;
}
