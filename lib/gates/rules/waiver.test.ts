import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { projectRoles } from "@/lib/authz/permissions";
import { missingGrants, possibleGrantors, waiverSha256 } from "@/lib/gates/rules/waiver";
import { aGate, aPerson, aPlace, aWaiver } from "@/lib/testing/gate-facts";

const needs = ["sponsor", "risk_reviewer"] as const;
const people = [aPerson("sponsor", "sponsor"), aPerson("reviewer", "risk_reviewer")];

describe("the grants of a waiver", () => {
  it("lacks every needed role until a living holder of it has granted", () => {
    const sponsor = { role: "sponsor", grantedById: "sponsor" } as const;
    expect(missingGrants({ needs, grants: [] }, people)).toEqual(needs);
    expect(missingGrants({ needs, grants: [sponsor] }, people)).toEqual(["risk_reviewer"]);
    expect(missingGrants({ needs, grants: [sponsor] }, people.slice(1))).toEqual(needs);
  });

  it("never lacks less when people leave", () => {
    const role = fc.constantFrom(...projectRoles);
    const userId = fc.constantFrom("a", "b", "c");
    const grant = fc.record({ role, grantedById: userId });
    const person = fc.record({ userId, name: userId, roles: fc.uniqueArray(role) });
    fc.assert(
      fc.property(
        fc.uniqueArray(role, { minLength: 1 }),
        fc.array(grant),
        fc.array(person),
        fc.nat(),
        (asked, grants, all, leaver) => {
          const waiver = { needs: asked, grants };
          const fewer = all.filter((_, index) => index !== leaver % Math.max(1, all.length));
          const before = missingGrants(waiver, all);
          const after = missingGrants(waiver, fewer);
          return before.every((each) => after.includes(each));
        },
      ),
    );
  });

  it("can be given by whoever holds the role, has not spoken and did not ask for it", () => {
    const at = aPlace({
      people: [aPerson("one", "sponsor"), aPerson("two", "sponsor"), aPerson("ask", "sponsor")],
    });
    const grants = [{ role: "risk_reviewer", grantedById: "two" } as const];
    const open = { requestedById: "ask", grants };
    const names = (place: typeof at) =>
      possibleGrantors(open, place, "sponsor").map((person) => person.userId);
    expect(names(at)).toEqual(["one"]);
    expect(names({ ...at, project: { ...at.project, strictness: "lite" } })).toEqual([
      "one",
      "ask",
    ]);
  });

  it("sign the gate, its policy and every word of the waiver", () => {
    const hash = waiverSha256(aGate(), aWaiver());
    const others = [
      waiverSha256(aGate({ id: "gate-2" }), aWaiver()),
      waiverSha256(aGate({ policySha256: "q" }), aWaiver()),
      waiverSha256(aGate(), aWaiver({ reason: "Another one." })),
      waiverSha256(aGate(), aWaiver({ expiresOn: "2027-02-02" })),
      waiverSha256(aGate(), aWaiver({ requestedById: "sponsor" })),
      waiverSha256(aGate(), aWaiver({ needs })),
      waiverSha256(aGate(), aWaiver({ proposedAt: "2027-01-14T00:00:00.000Z" })),
    ];
    expect(new Set([hash, ...others]).size).toBe(8);
  });
});
