import { describe, expect, it } from "vitest";
import { withoutEmptyRows } from "@/components/projects/people-rows";

describe("rows of people in a form", () => {
  it("drops the empty ones, closes the gaps and keeps everything else", () => {
    const form = new FormData();
    const entries = [
      ["name", ""],
      ["people.0.userId", ""],
      ["people.2.userId", "ada"],
      ["people.2.roles", "lead"],
      ["people.2.roles", "sponsor"],
      ["people.7.userId", ""],
      ["people.7.roles", "viewer"],
    ] as const;
    for (const [name, value] of entries) {
      form.append(name, value);
    }
    expect([...withoutEmptyRows(form)]).toEqual([
      ["name", ""],
      ["people.0.userId", "ada"],
      ["people.0.roles", "lead"],
      ["people.0.roles", "sponsor"],
      ["people.1.userId", ""],
      ["people.1.roles", "viewer"],
    ]);
  });
});
