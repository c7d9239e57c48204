"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

type GoLiveFormProps = { projectId: string; on: string | null; action: FormAction };

export function GoLiveForm({ projectId, on, action }: GoLiveFormProps) {
  return (
    <ActionForm id="go-live" action={action} disclosure="Set the day it went live">
      {({ field }) => (
        <>
          <input type="hidden" name="projectId" value={projectId} />
          <TextField
            {...field("on", on)}
            label="Went live on"
            type="date"
            hint="Empty takes the day the release gate passed. The later checkpoints count from it."
          />
          <SubmitButton variant="default">Set the day</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
