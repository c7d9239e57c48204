import type { SuccessCriterion } from "@/lib/business-cases/schema";

type Named = Pick<SuccessCriterion, "level" | "measure" | "unit">;

/**
 * Names a criterion across versions. What was read stays with the measure when
 * its limits move; another unit is another measure. Two rows of one name count on.
 */
export function keysOfCriteria(criteria: readonly Named[]): string[] {
  const seen = new Map<string, number>();
  return criteria.map((criterion) => {
    const name = nameOf(criterion);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} #${count}`;
  });
}

function nameOf({ level, measure, unit }: Named): string {
  return `${level}: ${plain(measure)} [${plain(unit)}]`;
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim().toLowerCase();
}
