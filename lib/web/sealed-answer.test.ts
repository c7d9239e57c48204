import { afterEach, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { setClock } from "@/lib/platform/clock";
import { openAnswer, sealAnswer } from "@/lib/web/sealed-answer";

const shape = z.object({ verdict: z.string() });

beforeAll(() => {
  // Nothing here speaks to a database; only the shape of the environment is checked.
  process.env.DATABASE_URL ??= "postgresql://nobody@localhost/nothing";
});
afterEach(() => setClock(null));

describe("a sealed answer", () => {
  it("comes back as it was, for ten minutes", () => {
    setClock(new Date("2026-11-23T10:00:00Z"));
    const sealed = sealAnswer({ verdict: "matches" });
    expect(openAnswer(sealed, shape)).toEqual({ verdict: "matches" });
    setClock(new Date("2026-11-23T10:11:00Z"));
    expect(openAnswer(sealed, shape)).toBeNull();
  });

  it("cannot be written by somebody else", () => {
    const [body = "", mark = ""] = sealAnswer({ verdict: "matches" }).split(".");
    const [other = ""] = sealAnswer({ verdict: "altered" }).split(".");
    for (const wrong of [`${other}.${mark}`, `${body}.`, body, "", `${body}.${mark}.x`, "."]) {
      expect(openAnswer(wrong, shape)).toBeNull();
    }
    expect(openAnswer("A".repeat(100_000), shape)).toBeNull();
  });

  it("of another shape is none", () => {
    expect(openAnswer(sealAnswer({ else: 1 }), shape)).toBeNull();
  });
});
