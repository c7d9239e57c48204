"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";

type UndoFormProps = { importId: string; whyNot: string | null; action: FormAction };

export function UndoForm({ importId, whyNot, action }: UndoFormProps) {
  return (
    <ActionForm id="undo" action={action}>
      {() => (
        <div className="flex flex-wrap items-center gap-3">
          <input type="hidden" name="importId" value={importId} />
          <SubmitButton variant="danger" disabled={whyNot !== null} icon="undo">
            Undo this import
          </SubmitButton>
          {whyNot !== null && <span className="text-ink-2">{whyNot}</span>}
        </div>
      )}
    </ActionForm>
  );
}
