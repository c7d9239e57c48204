import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "@/lib/kernel/calendar";
import { defaultPlan, isWeekday, weekdayFrom } from "@/lib/projects/rules/default-plan";

test("lays stages one after the other, from Monday when the start is a weekend", () => {
  const plan = defaultPlan("2026-11-21", [{ durationDays: 5 }, { durationDays: 6 }]);
  expect(plan).toEqual([
    { startOn: "2026-11-23", endOn: "2026-11-27" },
    { startOn: "2026-11-30", endOn: "2026-12-07" },
  ]);
});

test("gives a stage at least one day", () => {
  expect(defaultPlan("2026-11-25", [{ durationDays: 0 }, { durationDays: 1.2 }])).toEqual([
    { startOn: "2026-11-25", endOn: "2026-11-25" },
    { startOn: "2026-11-26", endOn: "2026-11-27" },
  ]);
});

test("begins and ends on weekdays, without a gap, each stage as long as asked", () => {
  const durations = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(fc.nat(2000), durations, (offset, days) => {
      const plan = defaultPlan(
        addDays("2026-01-01", offset),
        days.map((durationDays) => ({ durationDays })),
      );
      for (const [index, { startOn, endOn }] of plan.entries()) {
        expect([isWeekday(startOn), isWeekday(endOn)]).toEqual([true, true]);
        const span: string[] = [];
        for (let day = startOn; day <= endOn; day = addDays(day, 1)) {
          span.push(day);
        }
        expect(span.filter(isWeekday)).toHaveLength(days[index] ?? 0);
        const next = plan[index + 1];
        expect(next?.startOn ?? weekdayFrom(addDays(endOn, 1))).toBe(
          weekdayFrom(addDays(endOn, 1)),
        );
      }
    }),
  );
});
