import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/kernel/calendar";
import { dueMarks } from "@/lib/signing/rules/due-marks";

const dueOn = "2027-03-10";

describe("the day a version is to be signed by", () => {
  it("is told of three days and one day before, and once it has passed", () => {
    const sent = (today: string, noted: string[] = []) => dueMarks({ dueOn, noted }, today).send;
    expect(sent("2027-03-06")).toBeNull();
    expect(sent("2027-03-07")).toBe("three_days");
    expect(sent("2027-03-08", ["three_days"])).toBeNull();
    expect(sent("2027-03-09", ["three_days"])).toBe("one_day");
    expect(sent("2027-03-10", ["three_days", "one_day"])).toBeNull();
    expect(sent("2027-03-11", ["three_days", "one_day"])).toBe("past");
    expect(dueMarks({ dueOn: null, noted: [] }, "2030-01-01").send).toBeNull();
  });

  it("sends at most three words, each once, however often and however late one looks", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -10, max: 10 }), { maxLength: 30 }), (days) => {
        const sent: string[] = [];
        let noted: string[] = [];
        for (const day of days.toSorted((a, b) => a - b)) {
          const { send, reached } = dueMarks({ dueOn, noted }, addDays(dueOn, day));
          noted = [...new Set([...noted, ...reached])];
          sent.push(...(send === null ? [] : [send]));
        }
        expect(new Set(sent).size).toBe(sent.length);
        expect(sent.includes("past")).toBe(days.some((day) => day > 0));
      }),
    );
  });
});
