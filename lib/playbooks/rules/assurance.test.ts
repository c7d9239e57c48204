import { describe, expect, it } from "vitest";
import { isStrongEnough, levelNamed } from "@/lib/playbooks/rules/assurance";
import { assuranceLevels } from "@/lib/playbooks/rules/assurance-levels";

const stored = ["link_code", "password", "sso", "passkey"];

describe("how strong a proof of identity is", () => {
  it.each([
    ["link-code", stored],
    ["reauthenticated", ["password", "sso", "passkey"]],
    ["password", ["password", "sso", "passkey"]],
    ["sso", ["password", "sso", "passkey"]],
    ["passkey", ["passkey"]],
  ] as const)("%s is met by %j and by nothing else", (demanded, enough) => {
    expect(stored.filter((given) => isStrongEnough(given, demanded))).toEqual(enough);
  });

  it("takes any proof where none is demanded, and no proof nobody knows where one is", () => {
    expect(stored.every((given) => isStrongEnough(given, undefined))).toBe(true);
    for (const given of ["", "retina", "__proto__", "constructor"]) {
      expect(assuranceLevels.some((level) => isStrongEnough(given, level))).toBe(false);
    }
  });

  it("reads a level as the database and as a playbook writes it", () => {
    expect(["link_code", "link-code", "passkey"].map(levelNamed)).toEqual([
      "link-code",
      "link-code",
      "passkey",
    ]);
    expect([levelNamed(undefined), levelNamed("retina")]).toEqual([null, null]);
  });

  it("lists the levels in ascending order, so that the later of two demands is never the weaker", () => {
    for (const [index, level] of assuranceLevels.entries()) {
      const weaker = assuranceLevels.slice(0, index);
      expect(weaker.every((each) => isStrongEnough(level, each))).toBe(true);
    }
  });
});
