import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatNumber } from "./format-number";

describe("formatNumber", () => {
  it("groups thousands, keeps the point and draws a true minus", () => {
    expect(formatNumber(2400)).toBe("2\u202f400");
    expect(formatNumber(1_234_567.5)).toBe("1\u202f234\u202f567.5");
    expect(formatNumber(-2.94, { decimals: 1 })).toBe("\u22122.9");
    expect(formatNumber(0.061)).toBe("0.061");
  });

  it("shows no minus before nothing", () => {
    expect(formatNumber(-0.01, { decimals: 1 })).toBe("0");
    expect(formatNumber(-0)).toBe("0");
  });

  it("can be read back as the same whole number", () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        const shown = formatNumber(value).replaceAll("\u202f", "").replace("\u2212", "-");
        expect(Number(shown)).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});
