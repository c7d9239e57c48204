import { describe, expect, it } from "vitest";
import { passkeyChangesSha256, whyNoPasskeys } from "@/lib/identity/policy/passkey-changes";

describe("where devices make passkeys", () => {
  it("is a name over https, or this machine by name", () => {
    for (const url of ["https://waymark.example.com", "http://localhost:3000"]) {
      expect(whyNoPasskeys(url)).toBeNull();
    }
  });

  it("is neither a number nor a name without https, and the refusal says what to do", () => {
    expect(whyNoPasskeys("http://127.0.0.1:3000")).toContain("http://localhost:3000");
    expect(whyNoPasskeys("https://[::1]:8443")).toContain("https://localhost:8443");
    expect(whyNoPasskeys("http://waymark.example.com")).toContain("https");
  });

  it("binds the confirmation before a change to one person", () => {
    expect(passkeyChangesSha256("a")).toMatch(/^[0-9a-f]{64}$/);
    expect(passkeyChangesSha256("a")).not.toBe(passkeyChangesSha256("b"));
  });
});
