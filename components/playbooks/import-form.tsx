"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";

/** Brings in versions of a newer release; what projects follow stays as it is. */
export function ImportForm({ workspaceId, action }: { workspaceId: string; action: FormAction }) {
  return (
    <ActionForm id="import" action={action}>
      {() => (
        <>
          <input type="hidden" name="workspaceId" value={workspaceId} />
          <p className="text-ink-2">
            A newer release of Waymark may bring newer versions of its playbooks. Projects keep the
            version they began with.
          </p>
          <span>
            <SubmitButton variant="default" icon="download">
              Bring in shipped playbooks
            </SubmitButton>
          </span>
        </>
      )}
    </ActionForm>
  );
}
