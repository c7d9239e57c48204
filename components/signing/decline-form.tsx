"use client";

import { roleWord } from "@/components/tasks/task-words";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import type { CaseView } from "@/lib/business-cases/schema";

type DeclineFormProps = {
  projectId: string;
  toSign: NonNullable<CaseView["toSign"]>;
  action: FormAction;
};

/** No proof of identity is asked for: nothing is signed. The reason is mandatory and stays. */
export function DeclineForm({ projectId, toSign, action }: DeclineFormProps) {
  const choices = toSign.choices.filter(({ onBehalfOf }) => onBehalfOf === null);
  return (
    choices.length > 0 && (
      <ActionForm id="decline" action={action} disclosure={`Decline version ${toSign.number}`}>
        {({ field }) => (
          <>
            <input type="hidden" name="projectId" value={projectId} />
            <input type="hidden" name="number" value={toSign.number} />
            {choices.length === 1 ? (
              <input type="hidden" name="role" value={choices[0]?.role} />
            ) : (
              <SelectField
                {...field("role", choices[0]?.role)}
                label="As"
                options={choices.map(({ role }) => ({ value: role, label: roleWord(role) }))}
              />
            )}
            <TextAreaField
              {...field("reason")}
              label="Why you do not sign"
              hint="At least ten characters; the author and the lead are told."
              rows={3}
            />
            <SubmitButton variant="danger">Decline to sign</SubmitButton>
          </>
        )}
      </ActionForm>
    )
  );
}
