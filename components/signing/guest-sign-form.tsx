import { buttonClass } from "@/components/ui/button-style";
import { Checkbox } from "@/components/ui/checkbox";
import { FormOutcome } from "@/components/ui/form-outcome";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextField } from "@/components/ui/text-field";
import type { FormState } from "@/lib/kernel/form-state";
import type { GuestSigningView } from "@/lib/signing/schema/guest-views";

type GuestSignFormProps = { view: GuestSigningView; href: string; state: FormState };

/** The ceremony: the meaning chosen, the reading said, the own name typed, the code entered. */
export function GuestSignForm({ view, href, state }: GuestSignFormProps) {
  const { number, sha256, meanings, guest, codeUntil } = view;
  const { fields, values }: { fields: Words; values: Words } =
    state.status === "failed" ? state : { fields: {}, values: {} };
  return (
    <form id="sign" method="post" action={`${href}/signature`} className="wm-guest-step">
      <h3>2. Sign</h3>
      <FormOutcome state={state} idPrefix="sign" />
      <input type="hidden" name="sha256" value={sha256} />
      <RadioGroup
        name="meaning"
        legend="What my signature means"
        options={meanings.map((value, index) => ({ value, label: value, id: `${index + 1}` }))}
        defaultValue={values.meaning ?? meanings[0] ?? ""}
        error={fields.meaning}
      />
      <Checkbox
        id="sign-readSha256"
        name="readSha256"
        value={sha256}
        defaultChecked={values.readSha256 === sha256}
        error={fields.readSha256}
        label={`I have read version ${number}`}
        required
      />
      <TextField
        id="sign-printedName"
        name="printedName"
        label="My name"
        hint={`As it is printed here: ${guest.name}`}
        autoComplete="name"
        defaultValue={values.printedName}
        error={fields.printedName}
        required
      />
      <CodeField id="sign-code" error={fields.code} isWaiting={codeUntil !== null} />
      <button
        type="submit"
        className={buttonClass({ variant: "primary", size: "lg", width: "full" })}
      >
        Sign version {number}
      </button>
    </form>
  );
}

type Words = Readonly<Partial<Record<string, string>>>;

type CodeFieldProps = { id: string; error: string | undefined; isWaiting: boolean };

/** A phone offers the digits of the mail by itself. */
export function CodeField({ id, error, isWaiting }: CodeFieldProps) {
  return (
    <TextField
      id={id}
      name="code"
      label="The code from the mail"
      hint={isWaiting ? "Six digits; look for the newest mail." : "Have it sent to you first."}
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9 ]{6,8}"
      maxLength={8}
      error={error}
      required
    />
  );
}
