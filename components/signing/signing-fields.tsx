"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { CaseView } from "@/lib/business-cases/schema";
import type { FormState } from "@/lib/kernel/form-state";
import { assuranceWords } from "@/lib/signing/rules/round-words";
import { OUTSIDE } from "@/lib/signing/rules/signing-of-form";
import { GuestFields } from "./guest-fields";

const ROWS = [1, 2, 3, 4, 5] as const;
const proofs = ["link_code", "password", "sso", "passkey"] as const;

type SigningFieldsProps = {
  candidates: CaseView["candidates"];
  /** The choice of the version before, offered again. */
  before: CaseView["signersBefore"];
  failed: Extract<FormState, { status: "failed" }> | null;
};

/** Who signs the next version, and how. Left alone, the roles of the form sign. */
export function SigningFields({ candidates, before, failed }: SigningFieldsProps) {
  const values = failed?.values ?? before ?? {};
  const isChosen = values.signing === "chosen";
  return (
    <details className="border-line border-t pt-2" open={isChosen}>
      <summary className="cursor-pointer font-medium text-sm">Choose who signs</summary>
      <div className="mt-2 grid gap-3">
        <Checkbox
          name="signing"
          value="chosen"
          defaultChecked={isChosen}
          label="Use the signers chosen here"
          hint={
            before === null
              ? "Otherwise the roles of this project sign, in any order."
              : "The same as for the version before, unless you change it. Otherwise the roles of this project sign, in any order."
          }
          error={failed?.fields["signing.slots"]}
        />
        {ROWS.map((row, index) => (
          <SlotRow key={row} {...{ row, index, candidates, values, failed }} />
        ))}
        <Checkbox
          name="inOrder"
          defaultChecked={values.inOrder === "on"}
          label="One after the other, in this order"
        />
        <TextField
          name="quorum"
          inputMode="numeric"
          label="How many of the optional signers have to sign"
          defaultValue={values.quorum ?? "0"}
          error={failed?.fields["signing.quorum"]}
        />
        <SelectField
          name="minimumAssurance"
          label="Weakest proof of identity"
          defaultValue={values.minimumAssurance ?? "link_code"}
          error={failed?.fields["signing.minimumAssurance"]}
          options={proofs.map((value) => ({ value, label: assuranceWords(value) }))}
        />
        <TextField
          name="dueOn"
          type="date"
          label="To be signed by"
          optional="yes"
          defaultValue={values.dueOn}
          error={failed?.fields["signing.dueOn"]}
          hint="Signers are reminded three days and one day before."
        />
      </div>
    </details>
  );
}

type SlotRowProps = Omit<SigningFieldsProps, "before"> & {
  row: number;
  index: number;
  values: Record<string, string>;
};

function SlotRow({ row, index, candidates, values, failed }: SlotRowProps) {
  const defaults = candidates[index];
  const proposed = defaults === undefined ? "" : `${defaults.role}:`;
  return (
    <fieldset className="wm-signer-row">
      <legend className="sr-only">Signer {row}</legend>
      <SelectField
        name={`signer${row}`}
        label={`Signer ${row}`}
        defaultValue={values[`signer${row}`] ?? proposed}
        error={failed?.fields[`signing.slots.${index}.role`]}
        options={[{ value: "", label: "Nobody" }, ...optionsOf(candidates)]}
      />
      <GuestFields
        names={{
          name: `guestName${row}`,
          email: `guestEmail${row}`,
          organisation: `guestOrganisation${row}`,
        }}
        values={values}
        errors={{
          name: failed?.fields[`signing.slots.${index}.guest.name`],
          email: failed?.fields[`signing.slots.${index}.guest.email`],
          organisation: failed?.fields[`signing.slots.${index}.guest.organisation`],
        }}
      />
      <SelectField
        name={`part${row}`}
        label="Their part"
        defaultValue={
          values[`part${row}`] ?? (defaults?.required === false ? "optional" : "required")
        }
        options={[
          { value: "required", label: "Has to sign" },
          { value: "veto", label: "Has to sign, and may stop it" },
          { value: "optional", label: "Optional" },
        ]}
      />
    </fieldset>
  );
}

function optionsOf(candidates: CaseView["candidates"]) {
  return candidates.flatMap(({ role, title, people }) => [
    { value: `${role}:`, label: `Any ${title}` },
    ...people.map(({ id, name }) => ({ value: `${role}:${id}`, label: `${name}, ${title}` })),
    { value: `${role}:${OUTSIDE}`, label: `Somebody outside, as ${title}` },
  ]);
}
