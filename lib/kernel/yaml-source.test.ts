import { describe, expect, test } from "vitest";
import { readYaml } from "@/lib/kernel/yaml-source";

const limits = { bytes: 1000, aliases: 10 };
const text = `stages:
  - id: one
    tasks:
      - { id: a, role: lead }
      - { id: b, role: lead }
shared: &shared
  low: 1
used: *shared
`;

function read(source: string) {
  const result = readYaml(source, limits);
  if (!result.ok) {
    throw new Error(result.problems.map(({ message }) => message).join("; "));
  }
  return result.source;
}

describe("where a value is written", () => {
  const source = read(text);

  test.each([
    [["stages"], 2, 3],
    [["stages", 0, "id"], 2, 9],
    [["stages", 0, "tasks", 1, "role"], 5, 24],
    [["used", "low"], 7, 8],
  ])("%j stands at line %i, column %i", (path, line, column) => {
    expect(source.positionOf(path)).toEqual({ line, column });
  });

  test("a path that leads nowhere ends at the nearest value on the way", () => {
    expect(source.positionOf(["stages", 0, "tasks", 1, "estimate", "low"])).toEqual({
      line: 5,
      column: 9,
    });
    expect(source.positionOf(["stages", 9, "id"])).toEqual({ line: 2, column: 3 });
  });

  test("a key has a place of its own", () => {
    expect(source.positionOfKey(["stages", 0, "tasks"])).toEqual({ line: 3, column: 5 });
    expect(source.positionOfKey(["absent"])).toEqual({ line: 1, column: 1 });
  });

  test("an empty document stands at its first character", () => {
    expect(read("").positionOf(["anything"])).toEqual({ line: 1, column: 1 });
  });
});

test("the value is what the text says", () => {
  expect(read("a: [1, 0.5, true, null, text]").value).toEqual({ a: [1, 0.5, true, null, "text"] });
});

test("limits hold at their edge", () => {
  expect(readYaml(`a: ${"x".repeat(997)}`, limits).ok).toBe(true);
  expect(readYaml(`a: ${"x".repeat(998)}`, limits).ok).toBe(false);
});

test("every mistake of the text is reported, each at its place", () => {
  const result = readYaml("a: 1\na: 2\nb: 3\nb: 4\n", limits);
  expect(result.ok ? [] : result.problems.map(({ line }) => line)).toEqual([2, 4]);
});
