import type { FieldIssue } from "@/lib/kernel/app-error";
import type { Level } from "@/lib/risks/rules";
import type { Matrix, MatrixDrawing } from "@/lib/risks/schema/matrix";

type Drawn = Pick<Matrix, "likelihoods" | "impacts" | "levels" | "grid" | "within">;

export function isInMatrix(matrix: Drawn, { likelihood, impact }: Level): boolean {
  return (
    Number.isInteger(likelihood) &&
    Number.isInteger(impact) &&
    likelihood >= 1 &&
    likelihood <= matrix.likelihoods.length &&
    impact >= 1 &&
    impact <= matrix.impacts.length
  );
}

/** The number of the level of a cell, from 1; a cell outside of the matrix has none. */
export function levelAt(matrix: Drawn, level: Level): number {
  const found = isInMatrix(matrix, level)
    ? matrix.grid[(level.likelihood - 1) * matrix.impacts.length + level.impact - 1]
    : undefined;
  if (found === undefined) {
    throw new Error(`There is no cell ${level.likelihood} x ${level.impact} in the matrix.`);
  }
  return found;
}

export type MatrixLevel = Matrix["levels"][number];

export function levelOf(matrix: Drawn, level: Level): MatrixLevel {
  const found = matrix.levels[levelAt(matrix, level) - 1];
  if (found === undefined) {
    throw new Error("A cell of the matrix names a level that is not there.");
  }
  return found;
}

export type Shade = 1 | 2 | 3 | 4 | 5;

/** Five colours for two to six levels: the lowest has the first, the highest the last. */
export function shadeOf(level: number, levelCount: number): Shade {
  return Math.round(1 + ((level - 1) * 4) / (levelCount - 1)) as Shade;
}

export function shadeAt(matrix: Drawn, level: Level): Shade {
  return shadeOf(levelAt(matrix, level), matrix.levels.length);
}

export type MatrixCell = Level & { level: number; shade: Shade };

/** Every cell, likelihood by likelihood and in each the impacts upwards. */
export function cellsOf(matrix: Drawn): MatrixCell[] {
  return matrix.grid.map((level, index) => ({
    likelihood: Math.floor(index / matrix.impacts.length) + 1,
    impact: (index % matrix.impacts.length) + 1,
    level,
    shade: shadeOf(level, matrix.levels.length),
  }));
}

/** Beyond the line the admin drew. */
export function isBeyondLine(matrix: Drawn, { likelihood, impact }: Level): boolean {
  return impact > (matrix.within[likelihood - 1] ?? 0);
}

/** "Likely, Major: High", for whoever reads rather than looks. */
export function levelWords(matrix: Drawn, level: Level): string {
  const likelihood = matrix.likelihoods[level.likelihood - 1]?.label ?? level.likelihood;
  const impact = matrix.impacts[level.impact - 1]?.label ?? level.impact;
  return `${likelihood}, ${impact}: ${levelOf(matrix, level).label}`;
}

/** What is wrong with a drawing, each at its field; an empty list is a matrix. */
export function drawingIssues(drawing: MatrixDrawing): FieldIssue[] {
  return [...gridIssues(drawing), ...lineIssues(drawing), ...nameIssues(drawing)];
}

function placeOf({ likelihoods, impacts }: Drawn, index: number): string {
  const likelihood = likelihoods[Math.floor(index / impacts.length)]?.label;
  const impact = impacts[index % impacts.length]?.label;
  return `likelihood ${likelihood}, impact ${impact}`;
}

function gridIssues(drawing: MatrixDrawing): FieldIssue[] {
  const { likelihoods, impacts, levels, grid } = drawing;
  const cells = likelihoods.length * impacts.length;
  if (grid.length !== cells) {
    const message = `The matrix has ${cells} cells and levels for ${grid.length} of them: each cell needs one.`;
    return [{ path: "grid", message }];
  }
  const issues: FieldIssue[] = [];
  for (const [index, level] of grid.entries()) {
    const path = `grid.${index}`;
    if (level < 1 || level > levels.length) {
      const message = `The cell at ${placeOf(drawing, index)} has no level of this matrix.`;
      issues.push({ path, message });
    } else if (isBelowNeighbour(drawing, index)) {
      const message = `The cell at ${placeOf(drawing, index)} is lower than the one before it: more likelihood or impact never lowers a level.`;
      issues.push({ path, message });
    }
  }
  return issues;
}

function isBelowNeighbour({ grid, impacts }: Drawn, index: number): boolean {
  const width = impacts.length;
  const level = grid[index] ?? 0;
  const below = index % width === 0 ? 0 : (grid[index - 1] ?? 0);
  const before = index < width ? 0 : (grid[index - width] ?? 0);
  return level < Math.max(below, before);
}

function lineIssues(drawing: MatrixDrawing): FieldIssue[] {
  const { likelihoods, impacts, within } = drawing;
  if (within.length !== likelihoods.length) {
    const message = "The appetite line needs one step for every likelihood.";
    return [{ path: "within", message }];
  }
  return within.flatMap((upTo, index) => {
    const label = likelihoods[index]?.label;
    if (upTo < 0 || upTo > impacts.length) {
      const message = `The appetite line leaves the matrix at likelihood ${label}.`;
      return [{ path: `within.${index}`, message }];
    }
    const message = `The appetite line rises at likelihood ${label}: what is more likely is never allowed a higher impact.`;
    return upTo > (within[index - 1] ?? impacts.length)
      ? [{ path: `within.${index}`, message }]
      : [];
  });
}

function nameIssues(drawing: MatrixDrawing): FieldIssue[] {
  return (["likelihoods", "impacts", "levels"] as const).flatMap((part) => {
    const names = drawing[part].map(({ label }) => label.toLowerCase());
    return names.flatMap((name, index) =>
      names.indexOf(name) < index
        ? [{ path: `${part}.${index}.label`, message: `The name “${name}” stands there twice.` }]
        : [],
    );
  });
}

/** The stated rule for ratings of an earlier matrix: a step keeps its relative height, rounded up. */
export function mappedStep(step: number, sides: { from: number; to: number }): number {
  return sides.from === sides.to ? step : Math.ceil((step * sides.to) / sides.from);
}

export function mappedLevel(level: Level, matrices: { from: Drawn; to: Drawn }): Level {
  const { from, to } = matrices;
  return {
    likelihood: mappedStep(level.likelihood, {
      from: from.likelihoods.length,
      to: to.likelihoods.length,
    }),
    impact: mappedStep(level.impact, { from: from.impacts.length, to: to.impacts.length }),
  };
}

/** Lower by some steps, never below the first. */
export function loweredBy(level: Level, effect: Level): Level {
  return {
    likelihood: Math.max(1, level.likelihood - effect.likelihood),
    impact: Math.max(1, level.impact - effect.impact),
  };
}

/** Higher by some steps, never beyond the matrix. */
export function raisedBy(matrix: Drawn, { level, effect }: { level: Level; effect: Level }): Level {
  return {
    likelihood: Math.min(matrix.likelihoods.length, level.likelihood + effect.likelihood),
    impact: Math.min(matrix.impacts.length, level.impact + effect.impact),
  };
}

/** An acceptance covers its risk up to the level it names, on either side. */
export function isCovered(level: Level, accepted: Level): boolean {
  return level.likelihood <= accepted.likelihood && level.impact <= accepted.impact;
}
