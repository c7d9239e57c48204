import { describe, expect, it } from "vitest";
import { changesBetween, fieldsOf } from "@/lib/kernel/changes";

describe("what an act changes", () => {
  const before = { name: "Churn", unit: "", due: null, days: 3 };

  it("is what differs, with both values", () => {
    const changes = changesBetween(before, { name: "Churn", unit: "Retail", due: "2027-01-01" });
    expect(changes).toEqual([
      { field: "unit", from: "", to: "Retail" },
      { field: "due", from: null, to: "2027-01-01" },
    ]);
    expect(fieldsOf(changes)).toEqual(["unit", "due"]);
  });

  it("is nothing where a field is absent, undefined or the same", () => {
    expect(changesBetween(before, {})).toEqual([]);
    expect(changesBetween(before, { name: undefined, days: 3, due: null })).toEqual([]);
  });

  it("counts emptying a field", () => {
    expect(changesBetween(before, { name: "" })).toEqual([
      { field: "name", from: "Churn", to: "" },
    ]);
  });
});
