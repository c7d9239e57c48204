"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

type AssumptionFormProps = { projectId: string; assumptionKey: string; action: FormAction };

const verdicts = [
  { value: "holds", label: "it holds" },
  { value: "broken", label: "it is broken" },
];

export function AssumptionForm({ projectId, assumptionKey, action }: AssumptionFormProps) {
  return (
    <ActionForm
      id={`assumption-${assumptionKey.slice(0, 8)}`}
      action={action}
      disclosure="Say whether it holds"
    >
      {({ field }) => (
        <>
          <input type="hidden" name="projectId" value={projectId} />
          <input type="hidden" name="assumptionKey" value={assumptionKey} />
          <div className="grid gap-3 sm:grid-cols-[10rem_1fr]">
            <SelectField {...field("verdict", "holds")} label="I found that" options={verdicts} />
            <TextField {...field("note")} label="What shows it" />
          </div>
          <SubmitButton variant="default">Put it on record</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
