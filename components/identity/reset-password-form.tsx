"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

export function ResetPasswordForm({ action, token }: { action: FormAction; token: string }) {
  return (
    <ActionForm id="reset" action={action}>
      {({ field }) => (
        <>
          <input type="hidden" name="token" value={token} />
          <TextField
            {...field("password")}
            label="New password"
            hint="At least 12 characters. Several words are easy to remember."
            type="password"
            autoComplete="new-password"
            required
          />
          <SubmitButton width="full">Save the new password</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
