import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayIn, formatAgo, formatDay, formatDue, formatExact } from "./format-date";

const now = new Date("2026-11-12T09:40:12Z");

describe("dates", () => {
  test("leave the year out only while it is the current one", () => {
    expect(formatDay("2026-11-20", { now })).toBe("20 Nov");
    expect(formatDay("2026-09-04", { now })).toBe("4 Sep");
    expect(formatDay("2027-01-08", { now })).toBe("8 Jan 2027");
  });

  test("name the zone and the second where an audit reads them", () => {
    expect(formatExact(now)).toBe("12 Nov 2026, 09:40:12 UTC");
    expect(formatExact(now, { timeZone: "Asia/Kathmandu" })).toContain("15:25:12");
  });

  test("turn over at midnight of the reader's zone", () => {
    const late = new Date("2026-11-12T20:00:00Z");
    expect(dayIn(late)).toBe("2026-11-12");
    expect(dayIn(late, { timeZone: "Asia/Kathmandu" })).toBe("2026-11-13");
  });

  test("midnight is 00, never 24", () => {
    expect(formatExact("2026-11-12T00:00:00Z")).toBe("12 Nov 2026, 00:00:00 UTC");
  });
});

describe("relative text", () => {
  test("says how far a due day is", () => {
    expect(formatDue("2026-11-12", { today: "2026-11-12" })).toBe("today");
    expect(formatDue("2026-11-16", { today: "2026-11-12" })).toBe("in 4 d");
    expect(formatDue("2026-11-09", { today: "2026-11-12" })).toBe("3 d overdue");
  });

  test("counts calendar days across a change of the clocks", () => {
    expect(formatDue("2026-10-26", { today: "2026-10-24" })).toBe("in 2 d");
  });

  test("points the right way for every instant", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (seconds) => {
        const text = formatAgo(new Date(now.getTime() - seconds * 1000), { now });
        const isPast = seconds > 60;
        const isFuture = seconds < -60;
        expect(text.endsWith("ago")).toBe(isPast || (text !== "just now" && seconds > 0));
        expect(text.startsWith("in ")).toBe(isFuture || (text !== "just now" && seconds < 0));
      }),
    );
  });
});
