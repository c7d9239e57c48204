import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineCount, lineEndAt, offsetOf } from "@/components/playbooks/text-position";

describe("a place in a text", () => {
  it("leads to the line and column a problem names", () => {
    const text = "id: a\nstages:\n  - id: b\n";
    const offset = offsetOf(text, { line: 3, column: 5 });
    expect(text.slice(offset, lineEndAt(text, offset))).toBe("id: b");
  });

  it("stays inside the text and inside the line, whatever is asked", () => {
    const line = fc.integer({ min: 1, max: 40 });
    const words: fc.Arbitrary<string[]> = fc.array(fc.constantFrom("a", "bc", "", "  d"), {
      minLength: 1,
    });
    fc.assert(
      fc.property(words, line, line, (lines, number, column) => {
        const text = lines.join("\n");
        const offset = offsetOf(text, { line: number, column });
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset).toBeLessThanOrEqual(text.length);
        if (number <= lines.length) {
          expect(text.slice(0, offset).split("\n")).toHaveLength(number);
        }
        expect(lineCount(text)).toBe(lines.length);
      }),
    );
  });
});
