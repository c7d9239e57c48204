import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { addDays, dayOf, daysBetween } from "@/lib/kernel/calendar";
import { cutPage, decodeCursor, encodeCursor } from "@/lib/kernel/page-cursor";

describe("page cursors", () => {
  const parts = z.tuple([z.number(), z.string()]);

  it("carry the sort key of the last row there and back", () => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), (key, id) => {
        expect(decodeCursor(parts, encodeCursor([key, id]))).toEqual([key, id]);
      }),
    );
  });

  it("are refused with a sentence when somebody edits them", () => {
    for (const broken of ["x", "e30", encodeCursor(["1", 2])]) {
      expect(() => decodeCursor(parts, broken)).toThrow("first page");
    }
  });

  it("end with the last row: no cursor when nothing follows", () => {
    const keyOf = (row: number) => [row];
    expect(cutPage([1, 2, 3], 2, keyOf)).toEqual({ rows: [1, 2], nextCursor: encodeCursor([2]) });
    expect(cutPage([1, 2], 2, keyOf)).toEqual({ rows: [1, 2], nextCursor: null });
    expect(cutPage([], 2, keyOf)).toEqual({ rows: [], nextCursor: null });
  });
});

describe("days", () => {
  it("add and subtract without being moved by a time zone or a leap day", () => {
    expect(addDays("2028-02-28", 2)).toBe("2028-03-01");
    expect(daysBetween("2026-10-24", "2026-10-26")).toBe(2);
    fc.assert(
      fc.property(fc.integer({ min: -4000, max: 4000 }), (days) => {
        expect(daysBetween("2026-11-23", addDays("2026-11-23", days))).toBe(days);
      }),
    );
  });

  it("are read in UTC, whatever zone the machine is in", () => {
    expect(dayOf(new Date("2026-11-23T23:59:59Z"))).toBe("2026-11-23");
  });
});
