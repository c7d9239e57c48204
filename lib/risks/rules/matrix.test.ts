import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cellsOf,
  drawingIssues,
  isBeyondLine,
  isCovered,
  isInMatrix,
  levelAt,
  loweredBy,
  mappedLevel,
  mappedStep,
  raisedBy,
  shadeOf,
} from "@/lib/risks/rules/matrix";
import { plainMatrix } from "@/lib/risks/rules/plain-matrix";

const side = fc.integer({ min: 3, max: 6 });
const matrices = fc.tuple(side, side).map(([rows, columns]) => plainMatrix({ rows, columns }));

describe("the matrix", () => {
  it("gives every cell a level and a colour, and cells outside of it none", () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const cells = cellsOf(matrix);
        expect(cells).toHaveLength(matrix.likelihoods.length * matrix.impacts.length);
        for (const cell of cells) {
          expect(levelAt(matrix, cell)).toBe(cell.level);
          expect(cell.shade).toBeGreaterThanOrEqual(1);
          expect(cell.shade).toBeLessThanOrEqual(5);
        }
        const outside = { likelihood: matrix.likelihoods.length + 1, impact: 1 };
        expect(isInMatrix(matrix, outside)).toBe(false);
        expect(() => levelAt(matrix, outside)).toThrow("no cell");
      }),
    );
  });

  it("is drawn without complaint in every size it offers itself", () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        expect(drawingIssues(matrix)).toEqual([]);
      }),
    );
  });

  it("names a hole, a level that is not there and one that falls", () => {
    const matrix = plainMatrix({ rows: 3, columns: 3 });
    const short = { ...matrix, grid: matrix.grid.slice(1) };
    expect(drawingIssues(short)).toEqual([
      { path: "grid", message: expect.stringContaining("9 cells and levels for 8") },
    ]);
    const strange = { ...matrix, grid: matrix.grid.with(8, 9) };
    expect(drawingIssues(strange)).toMatchObject([{ path: "grid.8" }]);
    const falling = { ...matrix, grid: matrix.grid.with(8, 1) };
    expect(drawingIssues(falling)).toMatchObject([
      { path: "grid.8", message: expect.stringContaining("never lowers") },
    ]);
  });

  it("refuses an appetite line that is short, leaves the matrix or rises", () => {
    const matrix = plainMatrix({ rows: 3, columns: 3 });
    expect(drawingIssues({ ...matrix, within: [3, 2] })).toMatchObject([{ path: "within" }]);
    expect(drawingIssues({ ...matrix, within: [4, 2, 1] })).toMatchObject([{ path: "within.0" }]);
    expect(drawingIssues({ ...matrix, within: [2, 3, 1] })).toMatchObject([{ path: "within.1" }]);
    expect(drawingIssues({ ...matrix, within: [0, 0, 0] })).toEqual([]);
  });

  it("refuses one name for two steps", () => {
    const matrix = plainMatrix({ rows: 3, columns: 3 });
    const [first] = matrix.impacts;
    const twice = {
      ...matrix,
      impacts: matrix.impacts.with(2, first ?? { label: "", meaning: "" }),
    };
    expect(drawingIssues(twice)).toMatchObject([{ path: "impacts.2.label" }]);
  });

  it("draws the appetite where the admin drew it", () => {
    const matrix = { ...plainMatrix({ rows: 3, columns: 3 }), within: [3, 1, 0] };
    expect(isBeyondLine(matrix, { likelihood: 1, impact: 3 })).toBe(false);
    expect(isBeyondLine(matrix, { likelihood: 2, impact: 1 })).toBe(false);
    expect(isBeyondLine(matrix, { likelihood: 2, impact: 2 })).toBe(true);
    expect(isBeyondLine(matrix, { likelihood: 3, impact: 1 })).toBe(true);
  });

  it("spreads five colours over two to six levels, lowest and highest at the ends", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), (count) => {
        expect(shadeOf(1, count)).toBe(1);
        expect(shadeOf(count, count)).toBe(5);
      }),
    );
  });
});

describe("ratings of an earlier matrix", () => {
  it("keep their relative height, rounded up, inside the new matrix and in their order", () => {
    fc.assert(
      fc.property(side, side, fc.integer({ min: 1, max: 6 }), (from, to, given) => {
        const step = Math.min(given, from);
        const mapped = mappedStep(step, { from, to });
        expect(mapped).toBeGreaterThanOrEqual(1);
        expect(mapped).toBeLessThanOrEqual(to);
        expect(mapped / to).toBeGreaterThanOrEqual(step / from);
        expect(mappedStep(Math.min(step + 1, from), { from, to })).toBeGreaterThanOrEqual(mapped);
        expect(mappedStep(from, { from, to })).toBe(to);
      }),
    );
  });

  it("stay where they are when the size stays", () => {
    const matrix = plainMatrix({ rows: 4, columns: 5 });
    const level = { likelihood: 3, impact: 5 };
    expect(mappedLevel(level, { from: matrix, to: matrix })).toEqual(level);
  });

  it("never grow beyond an acceptance by being mapped", () => {
    const level = fc.record({ likelihood: side, impact: side });
    fc.assert(
      fc.property(matrices, matrices, level, level, (from, to, given, accepted) => {
        const inside = (each: typeof given) => raisedBy(from, { level: each, effect: none });
        const [risk, cover] = [inside(given), inside(accepted)];
        fc.pre(isCovered(risk, cover));
        expect(isCovered(mappedLevel(risk, { from, to }), mappedLevel(cover, { from, to }))).toBe(
          true,
        );
      }),
    );
  });
});

const none = { likelihood: 0, impact: 0 };

describe("raising and lowering", () => {
  it("never leaves the matrix", () => {
    const effect = fc.record({
      likelihood: fc.integer({ min: 0, max: 9 }),
      impact: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(matrices, effect, effect, (matrix, up, down) => {
        const raised = raisedBy(matrix, { level: { likelihood: 1, impact: 1 }, effect: up });
        expect(isInMatrix(matrix, raised)).toBe(true);
        expect(isInMatrix(matrix, loweredBy(raised, down))).toBe(true);
      }),
    );
  });
});
