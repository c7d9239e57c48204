"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button-link";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { NewProjectName, type SuggestKey } from "./new-project-name";
import { NewProjectPeople, type NewProjectPerson } from "./new-project-people";
import { NewProjectPlaybook, type OfferedPlaybook } from "./new-project-playbook";

type NewProjectFormProps = {
  workspaceId: string;
  playbooks: readonly OfferedPlaybook[];
  people: readonly NewProjectPerson[];
  today: string;
  action: FormAction;
  suggestKey: SuggestKey;
};

export function NewProjectForm(props: NewProjectFormProps) {
  const { workspaceId, playbooks, people, today, action, suggestKey } = props;
  return (
    <ActionForm id="new" action={action}>
      {({ state, field }) => (
        <div className="grid gap-6">
          <input type="hidden" name="workspaceId" value={workspaceId} />
          <NewProjectName field={field} suggestKey={suggestKey} />
          <NewProjectPlaybook field={field} playbooks={playbooks} />
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              {...field("startOn", today)}
              type="date"
              label="Start"
              hint="The playbook's stages are planned from this day; every date can be moved later."
            />
            <TextField
              {...field("unit")}
              label="Unit"
              optional="yes"
              hint="Who it is for, as in: Retention."
              maxLength={120}
            />
          </div>
          <NewProjectPeople state={state} people={people} />
          <div className="flex flex-wrap gap-2 border-t border-line pt-4">
            <SubmitButton icon="plus">Create project</SubmitButton>
            <ButtonLink href="/portfolio" variant="quiet">
              Cancel
            </ButtonLink>
          </div>
        </div>
      )}
    </ActionForm>
  );
}
