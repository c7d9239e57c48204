"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import { EstimateFields } from "./task-forms";
import { roleChoices } from "./task-words";

type AddTaskFormProps = {
  projectId: string;
  stageId: string;
  people: readonly { id: string; name: string }[];
  action: FormAction;
};

/** Work the playbook did not foresee. */
export function AddTaskForm({ projectId, stageId, people, action }: AddTaskFormProps) {
  return (
    <ActionForm id="add" action={action}>
      {({ field }) => (
        <>
          <input type="hidden" name="projectId" value={projectId} />
          <input type="hidden" name="stageId" value={stageId} />
          <TextField
            {...field("name")}
            label="Name"
            hint="As in: Ask the claims team how codes were set."
            maxLength={200}
            required
          />
          <TextAreaField
            {...field("purpose")}
            label="Purpose"
            optional="yes"
            rows={2}
            maxLength={500}
          />
          <div className="grid grid-cols-2 gap-3">
            <SelectField
              {...field("role", "data_scientist")}
              label="Done by"
              options={roleChoices}
            />
            <SelectField
              {...field("assigneeId")}
              label="Assignee"
              placeholder="Nobody yet"
              options={people.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </div>
          <TextField {...field("dueOn")} type="date" label="Due" optional="yes" />
          <EstimateFields field={field} estimate={{ low: 0.5, likely: 1, high: 2 }} />
          <TextAreaField
            {...field("guidance")}
            label="Guidance"
            hint="How it is done well. Markdown is understood."
            optional="yes"
            rows={3}
          />
          <div>
            <SubmitButton icon="plus">Add task</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
