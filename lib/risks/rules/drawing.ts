import { mappedStep } from "@/lib/risks/rules/matrix";
import { plainMatrix } from "@/lib/risks/rules/plain-matrix";
import type { MatrixDrawing } from "@/lib/risks/schema/matrix";

type Step = MatrixDrawing["impacts"][number];

/** The same names on another size; levels and line of the cells are drawn plainly anew. */
export function resized(
  drawing: MatrixDrawing,
  size: { rows: number; columns: number },
): MatrixDrawing {
  const { likelihoods, impacts, levels } = drawing;
  if (likelihoods.length === size.rows && impacts.length === size.columns) {
    return drawing;
  }
  const plain = plainMatrix(size);
  const sides = { from: plain.levels.length, to: levels.length };
  return {
    likelihoods: keptSteps(likelihoods, plain.likelihoods),
    impacts: keptSteps(impacts, plain.impacts),
    levels,
    grid: plain.grid.map((level) => mappedStep(level, sides)),
    within: plain.within,
  };
}

function keptSteps(kept: readonly Step[], plain: readonly Step[]): Step[] {
  return plain.map((step, index) => kept[index] ?? step);
}

/** More levels begin as the highest one; every cell keeps its relative height, rounded up. */
export function withLevels(drawing: MatrixDrawing, count: number): MatrixDrawing {
  const { levels, grid } = drawing;
  const highest = levels.at(-1);
  if (highest === undefined) {
    return drawing;
  }
  const sides = { from: levels.length, to: count };
  return {
    ...drawing,
    levels: Array.from(
      { length: count },
      (_, index) => levels[index] ?? { ...highest, label: `Level ${index + 1}`, meaning: "" },
    ),
    grid: grid.map((level) => mappedStep(level, sides)),
  };
}

/** Name and value of every field of a form that says this drawing. */
export function fieldsOfDrawing(drawing: MatrixDrawing): [string, string][] {
  const { likelihoods, impacts, levels, grid, within } = drawing;
  const steps = (part: string, list: readonly Step[]) =>
    list.flatMap(({ label, meaning }, index): [string, string][] => [
      [`${part}.${index}.label`, label],
      [`${part}.${index}.meaning`, meaning],
    ]);
  return [
    ...steps("likelihoods", likelihoods),
    ...steps("impacts", impacts),
    ...steps("levels", levels),
    ...levels.flatMap(({ reviewEveryDays, acceptedForDays, acceptedBy }, index) => [
      [`levels.${index}.reviewEveryDays`, reviewEveryDays] as const,
      [`levels.${index}.acceptedForDays`, acceptedForDays] as const,
      ...acceptedBy.map((role) => [`levels.${index}.acceptedBy`, role] as const),
    ]),
    ...grid.map((level) => ["grid", level] as const),
    ...within.map((upTo) => ["within", upTo] as const),
  ].map(([name, value]) => [name, String(value)]);
}
