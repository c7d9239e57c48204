import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProjectRole } from "@/lib/authz/permissions";
import {
  isStrong,
  type SigningRound,
  type SigningSlot,
  type StandingSignature,
  signingState,
} from "@/lib/signing/rules/signing-state";

const today = "2027-03-10";
const said = { by: "Ada", reason: "The baseline is missing.", at: "2027-03-01T08:00:00.000Z" };
const roles: readonly ProjectRole[] = ["sponsor", "lead", "risk_reviewer"];
const people = ["ada", "ben", "cleo", "dana"] as const;

function aSlot(position: number, given: Partial<SigningSlot> = {}): SigningSlot {
  return {
    id: `slot-${position}`,
    position,
    role: "sponsor",
    person: null,
    isRequired: true,
    hasVeto: false,
    declined: null,
    replaced: null,
    ...given,
  };
}

function aRound(slots: readonly SigningSlot[], given: Partial<SigningRound> = {}): SigningRound {
  return {
    id: "round",
    number: 1,
    inOrder: false,
    quorum: 0,
    minimumAssurance: "link_code",
    dueOn: null,
    openedById: "lead",
    slots,
    ...given,
  };
}

function by(signerId: string, given: Partial<StandingSignature> = {}): StandingSignature {
  const id = `${signerId} ${given.role ?? "sponsor"}`;
  return {
    id,
    signerId,
    role: "sponsor",
    delegatedFromId: null,
    assurance: "password",
    ...given,
  };
}

const person = (id: string) => ({ id, name: id });
const states = (round: SigningRound, signatures: readonly StandingSignature[], mine?: string[]) =>
  signingState(round, { signatures, today, ...(mine === undefined ? {} : { mine }) }).slots.map(
    ({ state }) => state,
  );

const slots = fc
  .array(
    fc.record({
      role: fc.constantFrom(...roles),
      person: fc.option(fc.constantFrom(...people).map(person)),
      isRequired: fc.boolean(),
      hasVeto: fc.boolean(),
      declined: fc.option(fc.constant(said), { freq: 6 }),
      replaced: fc.option(fc.constant(said), { freq: 6 }),
    }),
    { maxLength: 5 },
  )
  .map((list) => list.map((slot, index) => aSlot(index + 1, slot)));
const rounds = fc
  .record({ slots, inOrder: fc.boolean(), quorum: fc.nat(4) })
  .map(({ slots: list, ...rest }) => aRound(list, rest));
const signatures = fc.array(
  fc
    .record({
      signerId: fc.constantFrom(...people),
      role: fc.constantFrom(...roles),
      delegatedFromId: fc.option(fc.constantFrom(...people), { freq: 4 }),
      assurance: fc.constantFrom("link_code", "password", "sso", "passkey", "unknown"),
    })
    .map((given) => by(given.signerId, given)),
  { maxLength: 8 },
);

describe("a round of signing", () => {
  it("says for every place how far it is", () => {
    const round = aRound(
      [
        aSlot(1, { person: person("ada") }),
        aSlot(2, { person: person("ben") }),
        aSlot(3, { person: person("cleo"), isRequired: false, declined: said }),
        aSlot(4, { person: person("dana") }),
        aSlot(5, { replaced: said }),
      ],
      { inOrder: true },
    );
    const given = [by("ada")];
    expect(states(round, given)).toEqual(["signed", "waiting", "declined", "not_yet", "replaced"]);
    expect(states(round, given, ["slot-2"])[1]).toBe("your_turn");
    expect(states({ ...round, dueOn: "2027-03-09" }, given)[3]).toBe("overdue");
    expect(states({ ...round, dueOn: today }, given)[3]).toBe("not_yet");
  });

  it("passes an optional decline over, and waits for a required one", () => {
    const first = aSlot(1, { declined: said });
    const round = aRound([first, aSlot(2, { role: "lead" })], { inOrder: true });
    expect(states(round, [])).toEqual(["declined", "not_yet"]);
    const optional = { ...round, slots: [{ ...first, isRequired: false }, aSlot(2)] };
    expect(states(optional, [])).toEqual(["declined", "waiting"]);
  });

  it("counts a delegate for the person they stand in for, and one person once", () => {
    const named = aRound([aSlot(1, { person: person("ada") })]);
    expect(states(named, [by("ben")])).toEqual(["waiting"]);
    expect(states(named, [by("ben", { delegatedFromId: "ada" })])).toEqual(["signed"]);
    const two = aRound([aSlot(1), aSlot(2, { role: "lead" })]);
    const same = [by("ada"), by("ada", { role: "lead" })];
    expect(signingState(two, { signatures: same, today }).isSigned).toBe(false);
    const lent = [by("ada"), by("ben", { role: "lead", delegatedFromId: "ada" })];
    expect(signingState(two, { signatures: lent, today }).isSigned).toBe(false);
  });

  it("takes no weaker proof than it asks for, and none it does not know", () => {
    const round = aRound([aSlot(1)], { minimumAssurance: "passkey" });
    expect(states(round, [by("ada")])).toEqual(["waiting"]);
    expect(states(round, [by("ada", { assurance: "sso" })])).toEqual(["waiting"]);
    expect(states(round, [by("ada", { assurance: "passkey" })])).toEqual(["signed"]);
    expect(isStrong("password", "sso")).toBe(true);
    expect(isStrong("passkey", "unheard-of")).toBe(false);
    expect(isStrong("unheard-of", "link_code")).toBe(false);
  });
});

describe("whatever the signers and the signatures are", () => {
  it("nothing asked for, or an unsatisfied list, is never signed", () => {
    fc.assert(
      fc.property(rounds, signatures, (round, given) => {
        const state = signingState(round, { signatures: given, today });
        const living = state.slots.filter(({ slot }) => slot.replaced === null);
        const signed = living.filter((one) => one.state === "signed");
        const required = living.filter(({ slot }) => slot.isRequired);
        if (state.isSigned) {
          expect(signed.length).toBeGreaterThan(0);
          expect(required.every((one) => one.state === "signed")).toBe(true);
          expect(signed.length - required.length).toBeGreaterThanOrEqual(round.quorum);
          expect(living.some(({ slot }) => slot.declined !== null && slot.hasVeto)).toBe(false);
        }
        expect(signingState({ ...round, slots: [] }, { signatures: given, today }).isSigned).toBe(
          false,
        );
        expect(signingState(round, { signatures: [], today }).isSigned).toBe(false);
      }),
    );
  });

  it("in order, nobody is let in while a place before them waits", () => {
    fc.assert(
      fc.property(rounds, signatures, (round, given) => {
        const { slots: all } = signingState(
          { ...round, inOrder: true },
          { signatures: given, today },
        );
        for (const { slot } of all.filter(({ isOpen }) => isOpen)) {
          const before = all.filter(
            (one) => one.slot.position < slot.position && one.slot.replaced === null,
          );
          expect(
            before.every(
              (one) => one.state === "signed" || (one.state === "declined" && !one.slot.isRequired),
            ),
          ).toBe(true);
        }
      }),
    );
  });

  it("one signature fills one place, and one person no two", () => {
    fc.assert(
      fc.property(rounds, signatures, (round, given) => {
        const named = given.map((one, index) => ({ ...one, id: `${index}` }));
        const { slots: all } = signingState(round, { signatures: named, today });
        const used = all.flatMap(({ signatureId }) => {
          const one = named.find(({ id }) => id === signatureId);
          const both = one === undefined ? [] : [one.signerId, one.delegatedFromId ?? one.signerId];
          return [...new Set(both)];
        });
        expect(new Set(used).size).toBe(used.length);
      }),
    );
  });
});
