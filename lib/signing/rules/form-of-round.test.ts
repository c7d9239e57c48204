import { describe, expect, it } from "vitest";
import { formOfRound } from "@/lib/signing/rules/form-of-round";
import { signingOfForm } from "@/lib/signing/rules/signing-of-form";
import type { SigningRound, SigningSlot } from "@/lib/signing/rules/signing-state";

const members = [
  { userId: "ada", roles: ["sponsor" as const] },
  { userId: "ben", roles: ["lead" as const] },
];

function slot(changes: Partial<SigningSlot>): SigningSlot {
  return {
    id: "1",
    position: 1,
    role: "sponsor",
    person: null,
    isRequired: true,
    hasVeto: false,
    declined: null,
    replaced: null,
    ...changes,
  };
}

function round(slots: SigningSlot[], changes: Partial<SigningRound> = {}): SigningRound {
  return {
    id: "round",
    number: 1,
    inOrder: false,
    quorum: 0,
    minimumAssurance: "link_code",
    dueOn: "2026-03-01",
    openedById: "ben",
    slots,
    ...changes,
  };
}

const mara = {
  id: "guest",
  name: "Mara Lindt",
  guest: {
    organisation: "Northwind",
    email: "mara@example.com",
    accountId: null,
    link: null,
  },
};

/** What the form sends when nothing in it is touched. */
function sent(values: Record<string, string> | null) {
  const form = new FormData();
  for (const [name, value] of Object.entries(values ?? {})) {
    form.set(name, value);
  }
  return signingOfForm(form);
}

describe("the signers of the version before", () => {
  it("are no choice where the roles were left to sign", () => {
    expect(formOfRound(round([slot({})]), members)).toBeNull();
  });

  it("are asked again as they were, guests too, without the day that has passed", () => {
    const slots = [
      slot({ person: { id: "ada", name: "Ada" }, hasVeto: true }),
      slot({ person: mara, isRequired: false }),
    ];
    const before = round(slots, { inOrder: true, quorum: 1, minimumAssurance: "password" });
    expect(sent(formOfRound(before, members))).toEqual({
      slots: [
        { role: "sponsor", personId: "ada", guest: null, isRequired: true, hasVeto: true },
        {
          role: "sponsor",
          personId: null,
          guest: { name: "Mara Lindt", email: "mara@example.com", organisation: "Northwind" },
          isRequired: false,
          hasVeto: false,
        },
      ],
      inOrder: true,
      quorum: 1,
      minimumAssurance: "password",
      dueOn: null,
    });
  });

  it("give way to anybody of the role where they left it, and leave out who was replaced", () => {
    const slots = [
      slot({ person: { id: "ben", name: "Ben" } }),
      slot({
        person: mara,
        replaced: { by: "Ben", reason: "On leave.", at: "2026-01-01T00:00:00.000Z" },
      }),
    ];
    expect(sent(formOfRound(round(slots), members))).toMatchObject({
      slots: [{ role: "sponsor", personId: null, guest: null }],
    });
  });
});
