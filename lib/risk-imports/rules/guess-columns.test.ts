import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { doubledHeads, guessColumns, guessHeaderRow } from "@/lib/risk-imports/rules/guess-columns";
import { fieldTitles, importFields } from "@/lib/risk-imports/rules/import-fields";

const titles = importFields.map((field) => fieldTitles[field]);

describe("columns", () => {
  it("of our own export find their fields in whatever order they stand", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...titles], { minLength: titles.length }), (heads) => {
        const columns = guessColumns(heads);
        for (const field of importFields) {
          expect(heads[columns[field] ?? -1]).toBe(fieldTitles[field]);
        }
      }),
    );
  });

  it("of other registers are found by what people call them", () => {
    const heads = [
      "Risk ID",
      "RISK DESCRIPTION",
      "Probability",
      "Severity",
      "Risk Owner",
      "Due Date",
    ];
    expect(guessColumns(heads)).toEqual({
      key: 0,
      event: 1,
      likelihood: 2,
      impact: 3,
      owner: 4,
      dueOn: 5,
    });
  });

  it("with one name twice give the first, and the doubled name is told", () => {
    const heads = ["Title", "Owner", "owner ", "", ""];
    expect(guessColumns(heads)).toEqual({ title: 0, owner: 1 });
    expect(doubledHeads(heads)).toEqual(["Owner"]);
  });

  it("never go to two fields at once, whatever the heads are", () => {
    const head = fc.oneof(fc.string(), fc.constantFrom(...titles, "Description", "Probability"));
    fc.assert(
      fc.property(fc.array(head, { maxLength: 20 }), (heads) => {
        const taken = Object.values(guessColumns(heads));
        expect(new Set(taken).size).toBe(taken.length);
      }),
    );
  });
});

describe("the row of heads", () => {
  it("is found below a title, a date and empty rows", () => {
    const rows = [["Risk register"], ["As of", "2026-03-01"], [""], ["Title", "Owner"], ["x", "y"]];
    expect(guessHeaderRow(rows)).toBe(3);
  });

  it("is the first row with text where no row names a field", () => {
    expect(
      guessHeaderRow([
        ["", ""],
        ["Foo", "Bar"],
        ["x", "y"],
      ]),
    ).toBe(1);
    expect(guessHeaderRow([])).toBe(0);
  });
});
