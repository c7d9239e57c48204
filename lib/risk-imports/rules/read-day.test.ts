import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/kernel/calendar";
import { commonOrder, readDay } from "@/lib/risk-imports/rules/read-day";

const day = (text: string, order: "day_first" | "month_first" | null = null) => {
  const read = readDay(text, order);
  return read.ok ? read.day : read.why;
};
const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays("1990-01-01", days));

describe("a day", () => {
  it.each([
    ["2026-03-04", "2026-03-04"],
    ["2026-03-04T13:30:00.000Z", "2026-03-04"],
    ["2026/3/4", "2026-03-04"],
    ["4.3.2026", "2026-03-04"],
    ["04.03.26", "2026-03-04"],
    ["25/3/2026", "2026-03-25"],
    ["3/25/2026", "2026-03-25"],
    ["4/4/2026", "2026-04-04"],
    ["4 March 2026", "2026-03-04"],
    ["4-Mar-26", "2026-03-04"],
    ["March 4, 2026", "2026-03-04"],
    ["46085", "2026-03-04"],
    ["46085.75", "2026-03-04"],
  ])("is read from %s", (text, expected) => {
    expect(day(text)).toBe(expected);
  });

  it.each(["", "soon", "31.2.2026", "2026-13-01", "0/0/2026", "13/13/2026", "99999999", "Q3 2026"])(
    "is not read into “%s”",
    (text) => {
      expect(day(text)).toBe("unknown");
    },
  );

  it("is asked for where both numbers could be the month, and read as the person says", () => {
    expect(day("3/4/2026")).toBe("either_order");
    expect(day("3/4/2026", "day_first")).toBe("2026-04-03");
    expect(day("3/4/2026", "month_first")).toBe("2026-03-04");
  });

  it("comes back from every way of writing it that names its order", () => {
    fc.assert(
      fc.property(anyDay, (given) => {
        const [year, month, date] = given.split("-").map(Number);
        expect(day(given)).toBe(given);
        expect(day(`${date}.${month}.${year}`)).toBe(given);
        expect(day(`${date}/${month}/${year}`, "day_first")).toBe(given);
        expect(day(`${month}-${date}-${year}`, "month_first")).toBe(given);
      }),
    );
  });

  it("never is a day the calendar has not, whatever was written", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("day_first", "month_first", null), (text, order) => {
        const read = readDay(text, order);
        expect(!read.ok || addDays(read.day, 0) === read.day).toBe(true);
      }),
    );
  });
});

describe("the order of a table", () => {
  it("is what its unambiguous days have in common", () => {
    expect(commonOrder(["3/4/2026", "25/4/2026", ""])).toBe("day_first");
    expect(commonOrder(["3/4/2026", "4/25/2026"])).toBe("month_first");
    expect(commonOrder(["25/4/2026", "4/25/2026"])).toBeNull();
    expect(commonOrder(["3/4/2026", "4.5.2026"])).toBeNull();
  });
});
