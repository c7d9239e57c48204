"use client";

import { useActionState } from "react";
import { Banner } from "@/components/ui/banner";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { type FormState, idle } from "@/lib/kernel/form-state";

type ReturnFormProps = {
  projectId: string;
  number: number;
  action: (previous: FormState, form: FormData) => Promise<FormState>;
};

export function ReturnForm({ projectId, number, action }: ReturnFormProps) {
  const [state, submit] = useActionState(action, idle);
  const failed = state.status === "failed" ? state : null;
  return (
    <details>
      <summary className="cursor-pointer text-bad-ink text-sm">Return version {number}</summary>
      <form action={submit} className="mt-2 space-y-3">
        {failed !== null && <Banner tone="bad" lead={failed.message} live="assertive" />}
        <input type="hidden" name="projectId" value={projectId} />
        <input type="hidden" name="number" value={number} />
        <TextAreaField
          name="reason"
          label="What has to change"
          hint="At least ten characters; the author is told."
          defaultValue={failed?.values.reason}
          error={failed?.fields.reason}
          rows={3}
        />
        <SubmitButton variant="danger">Return version {number}</SubmitButton>
      </form>
    </details>
  );
}
