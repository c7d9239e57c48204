import { buttonClass } from "@/components/ui/button-style";
import { Disclosure } from "@/components/ui/disclosure";
import { FormOutcome } from "@/components/ui/form-outcome";
import { TextAreaField } from "@/components/ui/text-area-field";
import type { FormState } from "@/lib/kernel/form-state";
import { CodeField } from "./guest-sign-form";

type GuestDeclineFormProps = { href: string; state: FormState; number: number };

/** Not signing is an answer as well; it may stop the version, so the code confirms it. */
export function GuestDeclineForm({ href, state, number }: GuestDeclineFormProps) {
  const isAnswered = state.status === "failed";
  const { fields, values }: { fields: Words; values: Words } = isAnswered
    ? state
    : { fields: {}, values: {} };
  return (
    <Disclosure id="decline" title="I do not sign" open={isAnswered}>
      <form method="post" action={`${href}/decline`} className="wm-guest-step">
        <FormOutcome state={state} idPrefix="decline" />
        <TextAreaField
          id="decline-reason"
          name="reason"
          label="Why you do not sign"
          hint="At least ten characters; whoever asked you is told."
          rows={3}
          defaultValue={values.reason}
          error={fields.reason}
          required
        />
        <CodeField id="decline-code" error={fields.code} isWaiting={true} />
        <button type="submit" className={buttonClass({ variant: "danger", width: "full" })}>
          Decline to sign version {number}
        </button>
      </form>
    </Disclosure>
  );
}

type Words = Readonly<Partial<Record<string, string>>>;
