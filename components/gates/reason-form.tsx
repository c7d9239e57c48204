"use client";

import { useActionState } from "react";
import { Banner } from "@/components/ui/banner";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { type FormState, idle } from "@/lib/kernel/form-state";

type ReasonFormProps = {
  /** Verb and object, as on the button. */
  label: string;
  field: { name: string; label: string; optional?: "yes" | "no" };
  hidden: Readonly<Record<string, string | number>>;
  variant?: "default" | "danger";
  action: (previous: FormState, form: FormData) => Promise<FormState>;
};

/** One act with one text: withdraw a request, attest, confirm a condition. */
export function ReasonForm({ label, field, hidden, variant = "default", action }: ReasonFormProps) {
  const [state, submit] = useActionState(action, idle);
  const failed = state.status === "failed" ? state : null;
  return (
    <details>
      <summary className="cursor-pointer text-sm text-spruce underline">{label}</summary>
      <form action={submit} className="mt-2 space-y-2">
        {failed !== null && <Banner tone="bad" lead={failed.message} live="assertive" />}
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextAreaField
          {...field}
          id={`${field.name}-${Object.values(hidden).join("-")}`}
          rows={3}
          defaultValue={failed?.values[field.name]}
          error={failed?.fields[field.name]}
        />
        <SubmitButton variant={variant} size="sm">
          {label}
        </SubmitButton>
      </form>
    </details>
  );
}
