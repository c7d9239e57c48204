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
  const { choices } = toSign;
  const [first] = choices;
  return (
    first !== undefined && (
      <ActionForm id="decline" action={action} disclosure={`Decline version ${toSign.number}`}>
        {({ field }) => (
          <>
            <input type="hidden" name="projectId" value={projectId} />
            <input type="hidden" name="number" value={toSign.number} />
            {choices.length === 1 && first !== undefined ? (
              <>
                {first.onBehalfOf !== null && <p className="text-ink-2">As {wordsOf(first)}.</p>}
                <input type="hidden" name="role" value={placeOf(first)} />
              </>
            ) : (
              <SelectField
                {...field("role", first === undefined ? "" : placeOf(first))}
                label="As"
                options={choices.map((choice) => ({
                  value: placeOf(choice),
                  label: wordsOf(choice),
                }))}
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

type Choice = DeclineFormProps["toSign"]["choices"][number];

/** A role, and whose place it is where it is somebody else's. */
function placeOf({ role, onBehalfOf }: Choice): string {
  return onBehalfOf === null ? role : `${role}:${onBehalfOf.id}`;
}

function wordsOf({ role, onBehalfOf }: Choice): string {
  return onBehalfOf === null ? roleWord(role) : `${roleWord(role)}, for ${onBehalfOf.name}`;
}
