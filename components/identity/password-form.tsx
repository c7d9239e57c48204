"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

export function PasswordForm({ action }: { action: FormAction }) {
  return (
    <ActionForm id="password" action={action}>
      {({ field }) => (
        <>
          <TextField
            {...field("currentPassword")}
            label="Present password"
            type="password"
            autoComplete="current-password"
            required
          />
          <TextField
            {...field("newPassword")}
            label="New password"
            hint="At least 12 characters. Several words are easy to remember."
            type="password"
            autoComplete="new-password"
            required
          />
          <div>
            <SubmitButton variant="default">Change the password</SubmitButton>
          </div>
          <p className="text-ink-2 text-xs">Changing it signs you out everywhere else.</p>
        </>
      )}
    </ActionForm>
  );
}
