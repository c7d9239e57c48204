"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";

export function WithdrawForm({ evidenceId, action }: { evidenceId: string; action: FormAction }) {
  return (
    <ActionForm id="withdraw" action={action}>
      {({ field }) => (
        <>
          <input type="hidden" name="evidenceId" value={evidenceId} />
          <TextAreaField
            {...field("reason")}
            label="Why it no longer counts"
            hint="It stays on record with this reason; what rested on it is evaluated again."
            rows={2}
            required
          />
          <SubmitButton variant="danger">Withdraw the evidence</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
