"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";

type DraftFormProps = { playbookId: string; version: number; action: FormAction };

function Draft({ playbookId, version }: Omit<DraftFormProps, "action">) {
  return (
    <>
      <input type="hidden" name="playbookId" value={playbookId} />
      <input type="hidden" name="version" value={version} />
    </>
  );
}

type PublishFormProps = DraftFormProps & { number: number; whyNot: string | null };

export function PublishForm({ action, number, whyNot, ...draft }: PublishFormProps) {
  return (
    <ActionForm id="publish" action={action}>
      {() => (
        <>
          <Draft {...draft} />
          <p className="text-ink-2">
            {whyNot ??
              `Publishes the saved draft. Version ${number} never changes afterwards; projects keep theirs until they are moved.`}
          </p>
          <span>
            <SubmitButton disabled={whyNot !== null}>Publish version {number}</SubmitButton>
          </span>
        </>
      )}
    </ActionForm>
  );
}

export function DiscardForm({
  action,
  isOnlyVersion,
  ...draft
}: DraftFormProps & { isOnlyVersion: boolean }) {
  return (
    <ActionForm id="discard" action={action}>
      {() => (
        <>
          <Draft {...draft} />
          <p className="text-ink-2">
            {isOnlyVersion
              ? "This playbook was never published: it goes with its draft and cannot be brought back."
              : "The text of the draft goes and cannot be brought back. Published versions stay."}
          </p>
          <span>
            <SubmitButton variant="danger">Discard draft</SubmitButton>
          </span>
        </>
      )}
    </ActionForm>
  );
}
