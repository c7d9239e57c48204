"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import type { DelegationChoices } from "@/lib/signing/schema/views";

type DelegationFormProps = {
  workspaceId: string;
  choices: DelegationChoices;
  days: { first: string; proposed: string };
  action: FormAction;
};

/** Lends one's place as signer and approver, from one day to another. */
export function DelegationForm({ workspaceId, choices, days, action }: DelegationFormProps) {
  return (
    <ActionForm id="delegation" action={action} disclosure="Let somebody sign for you">
      {({ field }) => (
        <>
          <input type="hidden" name="workspaceId" value={workspaceId} />
          <SelectField
            {...field("toId")}
            label="Who"
            options={[
              { value: "", label: "Choose a person" },
              ...choices.people.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <SelectField
            {...field("projectId")}
            label="Where"
            options={[
              { value: "", label: "Every project of this workspace" },
              ...choices.projects.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <TextField
            {...field("startsOn", days.first)}
            type="date"
            label="First day"
            min={days.first}
            required
          />
          <TextField
            {...field("endsOn", days.proposed)}
            type="date"
            label="Last day"
            min={days.first}
            required
          />
          <TextAreaField
            {...field("reason")}
            label="Why"
            hint="At least ten characters; it stays on record."
            rows={2}
          />
          <div>
            <SubmitButton variant="default">Lend my place</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
