"use client";

import { useEffect } from "react";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { noteSignedOut } from "@/components/ui/kept-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

export function SignInForm({ action, returnTo }: { action: FormAction; returnTo: string }) {
  useEffect(noteSignedOut, []);
  return (
    <ActionForm id="sign-in" action={action}>
      {({ field }) => (
        <>
          <input type="hidden" name="next" value={returnTo} />
          <TextField
            {...field("email")}
            label="E-mail address"
            type="email"
            autoComplete="username"
            required
          />
          <TextField
            {...field("password")}
            label="Password"
            type="password"
            autoComplete="current-password"
            required
          />
          <SubmitButton width="full">Sign in</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
