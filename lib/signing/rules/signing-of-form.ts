const ROWS = [1, 2, 3, 4, 5] as const;
/** What the list of people says for somebody outside, whose name stands in fields of its own. */
export const OUTSIDE = "guest";
const own = ["signing", "inOrder", "quorum", "minimumAssurance", "dueOn"];

/**
 * The choice of signers out of the rows of the form; undefined where it was
 * left to the roles. What is wrong with it the schema says.
 */
export function signingOfForm(form: FormData): unknown {
  const text = (name: string) => `${form.get(name) ?? ""}`.trim();
  if (text("signing") === "") {
    return undefined;
  }
  const slots = ROWS.filter((row) => text(`signer${row}`) !== "").map((row) => {
    const [role = "", personId = ""] = text(`signer${row}`).split(":");
    const part = text(`part${row}`);
    const isGuest = personId === OUTSIDE;
    return {
      role,
      personId: personId === "" || isGuest ? null : personId,
      guest: isGuest
        ? {
            name: text(`guestName${row}`),
            email: text(`guestEmail${row}`),
            organisation: text(`guestOrganisation${row}`),
          }
        : null,
      isRequired: part !== "optional",
      hasVeto: part === "veto",
    };
  });
  const quorum = text("quorum");
  return {
    slots,
    inOrder: text("inOrder") !== "",
    quorum: /^\d{1,3}$/.test(quorum) ? Number(quorum) : quorum,
    minimumAssurance: text("minimumAssurance"),
    dueOn: text("dueOn") === "" ? null : text("dueOn"),
  };
}

/** The rest of the form, as the schema of the command reads it. */
export function withoutSigning(form: FormData): FormData {
  const rest = new FormData();
  for (const [name, value] of form) {
    if (
      !own.includes(name) &&
      !/^(?:signer|part|guestName|guestEmail|guestOrganisation)[1-5]$/.test(name)
    ) {
      rest.append(name, value);
    }
  }
  return rest;
}

/** The fields of a guest count only where the list of people says so. */
export function withGuest(form: FormData): FormData {
  const isGuest = form.get("personId") === OUTSIDE;
  const fields = new FormData();
  for (const [name, value] of form) {
    if (isGuest ? name !== "personId" : !name.startsWith("guest.")) {
      fields.append(name, value);
    }
  }
  return fields;
}

/** One field of the form says both: the role, and whose place it is where it was lent. */
export function withPlace(form: FormData): FormData {
  const [role = "", onBehalfOf = ""] = `${form.get("role") ?? ""}`.split(":");
  const fields = new FormData();
  for (const [name, value] of form) {
    fields.append(name, name === "role" ? role : value);
  }
  if (onBehalfOf !== "") {
    fields.set("onBehalfOf", onBehalfOf);
  }
  return fields;
}
