import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerptOf } from "@/lib/journal/rules/excerpt";
import { mentionsIn } from "@/lib/journal/rules/mentions";

const maren = {
  userId: "0190d3a0-0000-7000-8000-000000000001",
  name: "Maren Holt",
  email: "m.holt@example.com",
};
const jon = {
  userId: "0190d3a0-0000-7000-8000-000000000002",
  name: "Jon Åberg",
  email: "jon@example.com",
};
const otherJon = {
  userId: "0190d3a0-0000-7000-8000-000000000003",
  name: "Jon Weiss",
  email: "jweiss@example.com",
};
const people = [maren, jon];

describe("whom a text calls", () => {
  it.each([
    `Ask @[Maren Holt](${maren.userId}) first.`,
    "Ask @maren first.",
    "Ask @Maren.Holt, please.",
    "@maren-holt?",
    "(@m.holt)",
    "@marenholt",
  ])("is found in %j", (body) => {
    expect(mentionsIn(body, people)).toEqual([maren.userId]);
  });

  it.each([
    "Write to info@maren.example",
    "`@maren` is a decorator",
    "```python\n@maren\ndef f(): ...\n```",
    "```\n@maren never closed",
    "@somebody else",
    "@[Nobody](0190d3a0-0000-7000-8000-00000000dead)",
    "@[Maren Holt](not-an-id)",
    "maren, without a sign",
  ])("is nobody in %j", (body) => {
    expect(mentionsIn(body, people)).toEqual([]);
  });

  it("is nobody where a handle fits two people, and one where it fits one", () => {
    const both = [maren, jon, otherJon];
    expect(mentionsIn("@jon", [maren, otherJon])).toEqual([otherJon.userId]);
    expect(mentionsIn("@jon", both)).toEqual([]);
    expect(mentionsIn("@jon.åberg and @jweiss", both)).toEqual([jon.userId, otherJon.userId]);
  });

  it("names each person once, and only members", () => {
    const ids = new Set(people.map((person) => person.userId));
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom("@maren", "@jon", " ", "`", "```", `@[J](${jon.userId})`),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const called = mentionsIn(pieces.join(" "), people);
        expect(new Set(called).size).toBe(called.length);
        expect(called.every((id) => ids.has(id))).toBe(true);
      }),
    );
  });
});

describe("the excerpt of an entry", () => {
  it("reads like a line of text", () => {
    const body = `## Labels\n\nAsked @[Maren Holt](${maren.userId}) about [the note](https://x.example).`;
    expect(excerptOf(body)).toBe("Labels Asked @Maren Holt about the note.");
  });

  it("is one short line of any text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), (body) => {
        const excerpt = excerptOf(body);
        expect(excerpt.length).toBeLessThanOrEqual(120);
        expect(excerpt).not.toContain("\n");
      }),
    );
  });
});
