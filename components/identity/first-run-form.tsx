"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

export function FirstRunForm({ action }: { action: FormAction }) {
  return (
    <ActionForm id="welcome" action={action}>
      {({ field }) => (
        <>
          <TextField
            {...field("name")}
            label="Name of the workspace"
            hint="Your company or department, as in: Northwind Mutual."
            autoComplete="organization"
            maxLength={100}
            required
          />
          <TextField
            {...field("ownerName")}
            label="Your name"
            autoComplete="name"
            maxLength={100}
            required
          />
          <TextField
            {...field("email")}
            label="Your e-mail address"
            type="email"
            autoComplete="username"
            required
          />
          <TextField
            {...field("password")}
            label="Password"
            hint="At least 12 characters. Several words are easy to remember."
            type="password"
            autoComplete="new-password"
            required
          />
          <SubmitButton width="full">Create the workspace</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
