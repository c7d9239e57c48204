import { describe, expect, it } from "vitest";
import { fieldError } from "@/lib/kernel/app-error";
import { failed } from "@/lib/kernel/form-state";

function formOf(entries: readonly (readonly [string, string])[]): FormData {
  const form = new FormData();
  for (const [name, value] of entries) {
    form.append(name, value);
  }
  return form;
}

describe("a refused form", () => {
  it("gives back what was typed, every value of a repeated name, and no secret", () => {
    const form = formOf([
      ["name", "Churn"],
      ["roles", "lead"],
      ["roles", "viewer"],
      ["password", "hunter2"],
      ["$ACTION_ID", "x"],
    ]);
    expect(failed(fieldError("name", "This name is taken."), form)).toMatchObject({
      status: "failed",
      fields: { name: "This name is taken." },
      values: { name: "Churn", roles: "lead\nviewer" },
    });
    const state = failed(fieldError("name", "This name is taken."), form);
    expect(state.status === "failed" && Object.keys(state.values)).toEqual(["name", "roles"]);
  });
});
