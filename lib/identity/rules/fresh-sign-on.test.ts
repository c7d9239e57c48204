import { describe, expect, it } from "vitest";
import { whyNotFresh } from "@/lib/identity/rules/fresh-sign-on";

const begunAt = new Date("2026-03-01T10:00:00.400Z");
const now = new Date("2026-03-01T10:00:30Z");
const secondsOf = (iso: string) => Date.parse(iso) / 1000;
const at = (iso: string) => whyNotFresh({ authTime: secondsOf(iso), begunAt, now });

describe("a sign-on counts for a signature", () => {
  it("when the person proved who they are after they left, within what clocks differ", () => {
    expect(at("2026-03-01T10:00:20Z")).toBeNull();
    expect(at("2026-03-01T10:00:00Z")).toBeNull();
    expect(at("2026-03-01T09:59:00Z")).toBeNull();
    expect(at("2026-03-01T10:01:30Z")).toBeNull();
  });

  it("and not when they had done so before, or when it is said of a time to come", () => {
    expect(at("2026-03-01T09:58:59Z")).toContain("without asking who you are");
    expect(at("2026-02-28T10:00:00Z")).toContain("without asking who you are");
    expect(at("2026-03-01T10:01:31Z")).toContain("runs ahead");
  });

  it("and not when the provider does not say when", () => {
    const why = "does not say when you proved who you are";
    expect(whyNotFresh({ authTime: null, begunAt, now })).toContain(why);
    expect(whyNotFresh({ authTime: Number.NaN, begunAt, now })).toContain(why);
  });
});
