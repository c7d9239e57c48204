import { describe, expect, it } from "vitest";
import { inBars } from "@/lib/audit/day-bars";

describe("the bars of a period", () => {
  it("has one for every day, days without entries too", () => {
    const view = inBars({ from: "2026-02-27", to: "2026-03-02" }, [
      { day: "2026-02-28", entries: 3, checkpoints: 1 },
      { day: "2026-03-02", entries: 2, checkpoints: 0 },
    ]);
    expect(view).toMatchObject({ daysPerBar: 1, entries: 5 });
    expect(view.bars.map((bar) => [bar.from, bar.entries, bar.checkpoints])).toEqual([
      ["2026-02-27", 0, 0],
      ["2026-02-28", 3, 1],
      ["2026-03-01", 0, 0],
      ["2026-03-02", 2, 0],
    ]);
  });

  it("lets weeks and months share a bar in a long period, and loses nothing by it", () => {
    const counts = [
      { day: "2025-01-01", entries: 1, checkpoints: 1 },
      { day: "2025-01-07", entries: 2, checkpoints: 0 },
      { day: "2025-12-31", entries: 4, checkpoints: 1 },
    ];
    const year = inBars({ from: "2025-01-01", to: "2025-12-31" }, counts);
    expect(year.daysPerBar).toBe(7);
    expect(year.bars[0]).toEqual({
      from: "2025-01-01",
      to: "2025-01-07",
      entries: 3,
      checkpoints: 1,
    });
    expect(year.bars.at(-1)).toMatchObject({ from: "2025-12-31", to: "2025-12-31", entries: 4 });
    expect(year.entries).toBe(7);
    const century = inBars({ from: "1926-01-01", to: "2026-01-01" }, counts);
    expect(century.bars.length).toBeLessThanOrEqual(101);
    expect(century.entries).toBe(7);
  });

  it("is empty where the period ends before it begins", () => {
    expect(inBars({ from: "2026-03-02", to: "2026-03-01" }, []).bars).toEqual([]);
  });
});
