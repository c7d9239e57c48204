import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldsOfDrawing, resized, withLevels } from "@/lib/risks/rules/drawing";
import { drawingIssues } from "@/lib/risks/rules/matrix";
import { plainMatrix } from "@/lib/risks/rules/plain-matrix";
import { type MatrixDrawing, matrixDrawing } from "@/lib/risks/schema/matrix";
import { inputOfForm } from "@/lib/web/form-fields";

const side = fc.integer({ min: 3, max: 6 });
const size = fc.record({ rows: side, columns: side });
const levelCount = fc.integer({ min: 2, max: 6 });

function read(drawing: MatrixDrawing): unknown {
  const form = new FormData();
  for (const [name, value] of fieldsOfDrawing(drawing)) {
    form.append(name, value);
  }
  return matrixDrawing.parse(inputOfForm(matrixDrawing, form));
}

describe("a drawing of the matrix while it is edited", () => {
  it("stays a whole matrix in every size and with any number of levels", () => {
    fc.assert(
      fc.property(size, size, levelCount, levelCount, (from, to, first, second) => {
        const drawing = withLevels(resized(withLevels(plainMatrix(from), first), to), second);
        expect(drawing.grid).toHaveLength(to.rows * to.columns);
        expect(drawing.levels).toHaveLength(second);
        expect(drawingIssues(drawing)).toEqual([]);
      }),
    );
  });

  it("keeps the names of steps that stay, and everything where the size stays", () => {
    const drawing = plainMatrix({ rows: 5, columns: 5 });
    const named = {
      ...drawing,
      impacts: drawing.impacts.with(0, { label: "Trifle", meaning: "Nobody notices." }),
    };
    expect(resized(named, { rows: 5, columns: 5 })).toBe(named);
    expect(resized(named, { rows: 4, columns: 6 }).impacts[0]?.label).toBe("Trifle");
  });

  it("is the same after it went through a form", () => {
    fc.assert(
      fc.property(size, levelCount, (of, count) => {
        const drawing = withLevels(plainMatrix(of), count);
        expect(read(drawing)).toEqual(drawing);
      }),
    );
  });
});
