import { describe, expect, it } from "vitest";
import { isPassing, nextState } from "@/lib/gates/rules/next-state";
import { passFrom } from "@/lib/gates/rules/pass-period";
import { aPlace, aPolicy, aRound } from "@/lib/testing/gate-facts";

describe("a pass", () => {
  const from = new Date("2027-01-01T09:00:00Z");

  it("ends after its period, and is renewed so long before", () => {
    expect(passFrom(from, { expires: "P90D", renewal: "P2W" })).toEqual({
      passedAt: from,
      expiresAt: new Date("2027-04-01T09:00:00Z"),
      renewsAt: new Date("2027-03-18T09:00:00Z"),
    });
  });

  it("is not renewed where the policy does not say so, or where it holds for good", () => {
    expect(passFrom(from, { expires: "P90D" }).renewsAt).toBeNull();
    expect(passFrom(from, { expires: null, renewal: "P2W" })).toMatchObject({
      expiresAt: null,
      renewsAt: null,
    });
  });
});

describe("a gate whose approval is being renewed", () => {
  const policy = aPolicy({ expires: "P90D", renewal: "P14D", criteria: [] });
  const passed = aRound({ policy, outcome: "passed", closedAt: "2027-01-01T09:00:00.000Z" });
  const renewal = aRound({ id: "round-2", number: 2, policy, isRenewal: true });
  const at = (expiresAt: string) =>
    aPlace(
      { rounds: [renewal, passed] },
      { policy, state: "passed", passedAt: "2027-01-01T09:00:00.000Z", expiresAt },
    );

  it("stays passed until the day, and lapses after it with its round still open", () => {
    expect(nextState(at("2027-01-15T12:00:01.000Z")).state).toBe("passed");
    expect(nextState(at("2027-01-15T12:00:00.000Z")).state).toBe("lapsed");
    expect(isPassing(at("2027-01-15T12:00:01.000Z"))).toBe(true);
  });

  it("is in review like any other where there is no pass left to renew", () => {
    expect(nextState(aPlace({ rounds: [renewal] }, { policy })).state).toBe("in_review");
  });
});
