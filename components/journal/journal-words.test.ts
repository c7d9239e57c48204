import { describe, expect, it } from "vitest";
import { mentionOf, peopleFor, withNames } from "./journal-words";

const maren = { id: "018f4c1e-0000-7000-8000-000000000001", name: "Maren Holt" };
const other = { id: "018f4c1e-0000-7000-8000-000000000002", name: "Maren Holt" };
const tomas = { id: "018f4c1e-0000-7000-8000-000000000003", name: "Tomás Rivera" };

describe("mentions in the log", () => {
  it("shows the name and never the id", () => {
    expect(withNames(`Asked @[Maren Holt](${maren.id}) today`)).toBe("Asked **@Maren Holt** today");
  });

  it("leaves quoted code alone", () => {
    const code = `\`@[Maren Holt](${maren.id})\``;
    expect(withNames(code)).toBe(code);
  });

  it("writes a handle, and the id only where two people share a name", () => {
    expect(mentionOf(tomas, [maren, tomas])).toBe("@Tomás.Rivera");
    expect(mentionOf(maren, [maren, other])).toBe(`@[Maren Holt](${maren.id})`);
  });

  it("finds people by any part of their name, and only behind an @", () => {
    expect(peopleFor("Asked @riv", [maren, tomas])?.found).toEqual([tomas]);
    expect(peopleFor("Asked @maren.h", [maren, tomas])?.found).toEqual([maren]);
    expect(peopleFor("mail a@riv", [maren, tomas])).toBeNull();
    expect(peopleFor("Asked riv", [maren, tomas])).toBeNull();
  });
});
