"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

type CopyPlaybookFormProps = { playbookId: string; name: string; action: FormAction };

export function CopyPlaybookForm({ playbookId, name, action }: CopyPlaybookFormProps) {
  return (
    <ActionForm id="copy" action={action}>
      {({ field }) => (
        <>
          <input type="hidden" name="playbookId" value={playbookId} />
          <TextField
            {...field("name", `${name}, our way`)}
            label="Name of the copy"
            maxLength={120}
            required
          />
          <TextField
            {...field("key")}
            label="Key"
            face="mono"
            hint="Lower-case words joined by hyphens, for good, as in: our-crisp-dm."
            maxLength={60}
            autoComplete="off"
            required
          />
          <SubmitButton icon="copy">Copy and edit</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
