import { describe, expect, it } from "vitest";
import * as z from "zod";
import { inputOfForm } from "@/lib/web/form-fields";

const schema = z.strictObject({
  name: z.string().min(1),
  days: z.number().min(0),
  note: z.string().default(""),
  dueOn: z.iso.date().nullable().default(null),
  parent: z.uuid().optional(),
  isUrgent: z.boolean(),
  roles: z.array(z.enum(["lead", "viewer"])).default([]),
  estimate: z.strictObject({ low: z.number(), high: z.number() }).optional(),
  people: z.array(z.strictObject({ id: z.string(), roles: z.array(z.string()) })).default([]),
});

function form(fields: readonly (readonly [string, string])[]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) {
    data.append(name, value);
  }
  return data;
}

describe("inputOfForm", () => {
  it("reads numbers, days, ticks and repeated names as the schema means them", () => {
    const input = inputOfForm(
      schema,
      form([
        ["name", "Clean data"],
        ["days", "2,5"],
        ["dueOn", ""],
        ["parent", ""],
        ["isUrgent", "on"],
        ["roles", "lead"],
        ["roles", "viewer"],
        ["estimate.low", "1"],
        ["estimate.high", "3"],
      ]),
    );
    expect(schema.parse(input)).toEqual({
      name: "Clean data",
      days: 2.5,
      note: "",
      dueOn: null,
      isUrgent: true,
      roles: ["lead", "viewer"],
      estimate: { low: 1, high: 3 },
      people: [],
    });
  });

  it("reads numbered rows into an array of objects", () => {
    const rows = form([
      ["people.0.id", "a"],
      ["people.0.roles", "lead"],
      ["people.1.id", "b"],
    ]);
    expect(inputOfForm(schema, rows)).toMatchObject({
      people: [
        { id: "a", roles: ["lead"] },
        { id: "b", roles: [] },
      ],
    });
  });

  it("reads repeated numbers in their order, and leaves what is none for the schema to refuse", () => {
    const steps = z.strictObject({ grid: z.array(z.number()) });
    const given = (...values: string[]) =>
      inputOfForm(steps, form(values.map((value) => ["grid", value])));
    expect(given("3", "1", "2,5")).toEqual({ grid: [3, 1, 2.5] });
    expect(given("3", "two")).toEqual({ grid: [3, "two"] });
  });

  it("keeps unknown fields so that the schema refuses them by name", () => {
    const input = inputOfForm(schema, form([["isAdmin", "true"]]));
    const parsed = schema.safeParse(input);
    expect(parsed.error?.issues.some((issue) => issue.code === "unrecognized_keys")).toBe(true);
  });

  it("leaves a text that is no number for the schema to complain about", () => {
    expect(inputOfForm(schema, form([["days", "two"]]))).toMatchObject({ days: "two" });
    expect(inputOfForm(schema, form([["days", ""]]))).toMatchObject({ days: "" });
  });

  it("drops the fields the framework adds", () => {
    expect(inputOfForm(schema, form([["$ACTION_ID_1", "x"]]))).not.toHaveProperty("$ACTION_ID_1");
  });

  it("does not let a field named like an object's own machinery through as a member", () => {
    const input = inputOfForm(schema, form([["__proto__", "x"]]));
    expect(Object.getPrototypeOf(input)).toBe(Object.prototype);
  });
});
