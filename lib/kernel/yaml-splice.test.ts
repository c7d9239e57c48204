import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { replaceScalars } from "@/lib/kernel/yaml-splice";

const text = `# a comment that stays
id: first # why
version: 3
name: "First: one"
stages:
  - id: frame
`;

describe("replaceScalars", () => {
  it("changes the named values of the top level and nothing else", () => {
    expect(replaceScalars(text, { id: "second", version: 1 })).toBe(
      text.replace("id: first", 'id: "second"').replace("version: 3", "version: 1"),
    );
  });

  it("passes over what is not there", () => {
    expect(replaceScalars(text, { colour: "red", stages: "none" })).toBe(text);
  });

  it("reads back as what was written, whatever the value", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        expect(parse(replaceScalars(text, { name }))).toMatchObject({
          name,
          id: "first",
          stages: [{ id: "frame" }],
        });
      }),
    );
  });
});
