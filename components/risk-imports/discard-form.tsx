"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";

export function DiscardForm({ draftId, action }: { draftId: string; action: FormAction }) {
  return (
    <ActionForm id="discard" action={action} label="Throw this import away">
      {() => (
        <>
          <input type="hidden" name="draftId" value={draftId} />
          <span>
            <SubmitButton variant="quiet" size="sm" icon="cross">
              Throw this import away
            </SubmitButton>
          </span>
        </>
      )}
    </ActionForm>
  );
}
