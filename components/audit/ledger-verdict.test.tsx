import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { LedgerVerdict, type Verified } from "./ledger-verdict";

const whole: Verified = {
  from: 0,
  to: 1200,
  size: 1200,
  isValid: true,
  findings: [],
  at: "2026-11-12T08:38:00.000Z",
};

function said(result: Verified | null, size = 1200): string {
  const markup = renderToStaticMarkup(
    <LedgerVerdict size={size} result={result} timeZone="Europe/Paris" />,
  );
  return markup
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

describe("what the strip says of the ledger", () => {
  it("claims nothing before somebody has it verified", () => {
    expect(said(null)).not.toMatch(/intact|[vV]erified/);
    expect(said(null, 0)).toContain("The first change in this workspace becomes entry 0.");
  });

  it("says up to which entry it fitted, and when", () => {
    expect(said(whole)).toMatch(/^The record is intact Verified to entry 1.199,/);
    expect(said(whole)).toContain("09:38:00");
  });

  it("calls a part of the ledger a part", () => {
    const part = said({ ...whole, from: 200 });
    expect(part).toMatch(/^The newest entries are intact/);
    expect(part).toContain("The 200 before them were not looked at.");
  });

  it("names the first entry that does not fit", () => {
    const findings = [
      { index: 7, what: "The record has another hash." },
      { index: null, what: "The head is another." },
    ];
    const broken = said({ ...whole, isValid: false, findings });
    expect(broken).toMatch(/^Entry 7 does not fit The record has another hash[.]/);
    expect(broken).not.toContain("intact");
  });
});
