"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

type EffortFormProps = { projectId: string; effortProjectId: string; action: FormAction };

const uses = [
  { value: "undecided", label: "decide later" },
  { value: "used", label: "used" },
  { value: "not_relevant", label: "not relevant" },
];

/** One click takes it in; what it means for this project may be said at once or in the draft. */
export function EffortForm({ projectId, effortProjectId, action }: EffortFormProps) {
  return (
    <ActionForm
      id={`effort-${effortProjectId.slice(-8)}`}
      action={action}
      label="Take it into the case"
    >
      {({ field }) => (
        <div className="flex flex-wrap items-end gap-2">
          <input type="hidden" name="projectId" value={projectId} />
          <input type="hidden" name="effortProjectId" value={effortProjectId} />
          <SelectField {...field("use", "undecided")} label="For this project" options={uses} />
          <div className="min-w-48 flex-1">
            <TextField {...field("why")} label="Because" optional="yes" />
          </div>
          <SubmitButton variant="default" icon="plus">
            Add to the case
          </SubmitButton>
        </div>
      )}
    </ActionForm>
  );
}
