import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DEMO_PASSWORD,
  deviceOf,
  domainsOf,
  isAtHome,
  safeReturn,
  slugOf,
  vouchedEmail,
  whyPasswordIsWeak,
} from "@/lib/identity/rules";
import { emailAddress } from "@/lib/identity/schema";

const person = { email: "maren.holt@example.com", name: "Maren Holt" };

describe("whyPasswordIsWeak", () => {
  it.each(["password1234", "aaaaaaaaaaaa", "maren.holt2026", "Maren Holt 1", "123456123456"])(
    "refuses %s",
    (password) => {
      expect(whyPasswordIsWeak(password, person)).not.toBeNull();
    },
  );

  it.each(["seven green bottles", "korrekt-pferd-batterie", DEMO_PASSWORD])(
    "accepts %s",
    (password) => {
      expect(whyPasswordIsWeak(password, person)).toBeNull();
    },
  );
});

describe("emailAddress", () => {
  it.each([
    "a@b",
    "a@b..com",
    "a b@example.com",
    "a@example.com,b@example.com",
    "a@example.com\nbcc: b@example.com",
    "a\uFF20example.com",
    "a@ex\u0430mple.com",
    "a@\u212Aelvin.example",
    '"a@example.com"@evil.example',
    "<a@example.com>",
    `${"a".repeat(65)}@example.com`,
  ])("refuses %j", (address) => {
    expect(emailAddress.safeParse(address).success).toBe(false);
  });

  it("is one and the same in any case", () => {
    expect(emailAddress.parse("  Maren.Holt@Example.COM ")).toBe(person.email);
  });

  it("answers within a moment for any text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), (text) => {
        const began = performance.now();
        emailAddress.safeParse(text);
        emailAddress.safeParse(`${"a.".repeat(120)}@${"a-".repeat(120)}`);
        return performance.now() - began < 200;
      }),
      { numRuns: 200 },
    );
  });
});

describe("safeReturn", () => {
  const hostile = [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/..//evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "javascript:alert(1)",
    "/\tevil.example",
    "/%0d%0aevil\r\nx: y",
    "http:/evil.example",
    "evil.example",
    "",
    " /x",
    "@evil.example",
    "/\u2044evil.example",
  ];

  it.each(hostile)("never leads away with %j", (target) => {
    const origin = "https://waymark.example";
    expect(new URL(safeReturn(target), origin).origin).toBe(origin);
  });

  it("never leads away whatever is asked", () => {
    const parts = fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      "//",
      "@",
      ":",
      "evil.example",
      "?",
      "#",
      "%2f",
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), (pieces) => {
        const origin = "https://waymark.example";
        const answer = safeReturn(pieces.join(""));
        return new URL(answer, origin).origin === origin && !answer.startsWith("//");
      }),
    );
  });

  it("keeps a place on this site", () => {
    expect(safeReturn("/projects/1?tab=log#day")).toBe("/projects/1?tab=log#day");
    expect(safeReturn(undefined)).toBe("/portfolio");
  });
});

describe("vouchedEmail", () => {
  const allowed = domainsOf("example.com, Example.org");

  it("takes a verified address of a trusted domain", () => {
    const claim = { email: "Maren.Holt@example.com", isEmailVerified: true };
    expect(vouchedEmail(claim, allowed)).toBe(person.email);
  });

  it.each([
    ["an unverified one", { email: person.email, isEmailVerified: false }],
    ["another domain", { email: "maren@example.net", isEmailVerified: true }],
    ["a domain that only ends alike", { email: "maren@evil-example.com", isEmailVerified: true }],
    ["no address", { email: "", isEmailVerified: true }],
  ])("refuses %s", (_name, claim) => {
    expect(vouchedEmail(claim, allowed)).toBeNull();
  });

  it("trusts nobody when no domain is named", () => {
    expect(vouchedEmail({ email: person.email, isEmailVerified: true }, domainsOf(""))).toBeNull();
  });
});

describe("small answers", () => {
  it("knows who sits at the machine itself", () => {
    const url = "http://localhost:3000";
    for (const address of ["", "127.0.0.1", "127.8.0.1", "::1", "::ffff:127.0.0.1"]) {
      expect(isAtHome({ url, address })).toBe(true);
    }
    for (const address of ["10.0.0.1", "203.0.113.9", "2001:db8::1", "127.0.0.1.evil", "x"]) {
      expect(isAtHome({ url, address })).toBe(false);
    }
    for (const near of ["http://127.8.0.1:3000", "http://[::1]:3000"]) {
      expect(isAtHome({ url: near, address: "" })).toBe(true);
    }
    for (const far of ["https://127.0.0.1.evil.example", "https://waymark.example.com", "x"]) {
      expect(isAtHome({ url: far, address: "127.0.0.1" })).toBe(false);
    }
  });

  it("makes a slug of any name", () => {
    expect(slugOf("Northwind Mutual")).toBe("northwind-mutual");
    fc.assert(fc.property(fc.string(), (name) => /^[a-z0-9][a-z0-9-]{0,39}$/.test(slugOf(name))));
  });

  it("names a device one can recognise", () => {
    const agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    expect(deviceOf(agent)).toBe("Firefox on Linux");
    expect(deviceOf("")).toBe("Unknown browser");
  });
});
