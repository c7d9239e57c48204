"use client";

import { ActionForm, type FormAction, type FormHelp } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

type AcceptInvitationFormProps = {
  action: FormAction;
  token: string;
  name: string;
  /** "signed-in" is the invited person, who proves nothing twice. */
  who: "new" | "existing" | "signed-in";
};

function NewAccount({ field, name }: { field: FormHelp["field"]; name: string }) {
  return (
    <>
      <TextField
        {...field("name", name)}
        label="Your name"
        autoComplete="name"
        maxLength={100}
        required
      />
      <TextField
        {...field("password")}
        label="Choose a password"
        hint="At least 12 characters. Several words are easy to remember."
        type="password"
        autoComplete="new-password"
        required
      />
    </>
  );
}

export function AcceptInvitationForm({ action, token, name, who }: AcceptInvitationFormProps) {
  return (
    <ActionForm id="accept" action={action}>
      {({ field }) => (
        <>
          <input type="hidden" name="token" value={token} />
          {who === "new" && <NewAccount field={field} name={name} />}
          {who === "existing" && (
            <TextField
              {...field("password")}
              label="Your password"
              hint="You have an account already."
              type="password"
              autoComplete="current-password"
              required
            />
          )}
          <SubmitButton width="full">Join the workspace</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
