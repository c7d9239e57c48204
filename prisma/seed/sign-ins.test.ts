import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cast, emailOf, password, personKeys } from "./engine/people";
import signIns from "./sign-ins.json";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

describe("the demo sign-ins", () => {
  it("name people the demo makes, with the password it gives them", () => {
    const made = new Map(personKeys.map((key) => [emailOf(key), cast[key][0]]));
    for (const person of signIns) {
      expect(made.get(person.email)).toBe(person.name);
      expect(person.password).toBe(password);
    }
  });

  it("stand in the README as the start prints them", () => {
    expect(readme).toContain(password);
    for (const { name, email, role } of signIns) {
      expect(readme).toContain(`| ${name} | ${email} | ${role} |`);
    }
  });
});
