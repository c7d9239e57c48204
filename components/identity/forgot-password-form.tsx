"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

export function ForgotPasswordForm({ action }: { action: FormAction }) {
  return (
    <ActionForm id="forgot" action={action}>
      {({ field }) => (
        <>
          <TextField
            {...field("email")}
            label="E-mail address"
            type="email"
            autoComplete="username"
            required
          />
          <SubmitButton width="full">Send me a link</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
