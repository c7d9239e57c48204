"use client";

import { useActionState } from "react";
import { Banner } from "@/components/ui/banner";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field-error";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { type ProjectRole, projectRoles, titleOfProjectRole } from "@/lib/authz/permissions";
import { type FormState, idle } from "@/lib/kernel/form-state";

type Action = (previous: FormState, form: FormData) => Promise<FormState>;

type RolesProps = { held: readonly ProjectRole[]; id: string; error: string | undefined };

function Roles({ held, id, error }: RolesProps) {
  return (
    <fieldset>
      <legend className="wm-label">Roles in this project</legend>
      <div className="grid gap-1.5 sm:grid-cols-2">
        {projectRoles.map((role) => (
          <Checkbox
            key={role}
            id={`${id}-${role}`}
            name="roles"
            value={role}
            label={titleOfProjectRole[role]}
            defaultChecked={held.includes(role)}
          />
        ))}
      </div>
      {error !== undefined && <FieldError id={`${id}-roles-note`}>{error}</FieldError>}
    </fieldset>
  );
}

type AddProps = {
  projectId: string;
  candidates: readonly { userId: string; name: string }[];
  action: Action;
};

export function AddPersonForm({ projectId, candidates, action }: AddProps) {
  const [state, submit] = useActionState(action, idle);
  const failed = state.status === "failed" ? state : null;
  return (
    <form action={submit} className="space-y-3">
      {failed !== null && <Banner tone="bad" lead={failed.message} live="assertive" />}
      {state.status === "saved" && <Banner tone="ok" lead={state.message} live="polite" />}
      <input type="hidden" name="projectId" value={projectId} />
      <SelectField
        name="userId"
        label="Person"
        placeholder="Choose a person"
        options={candidates.map(({ userId, name }) => ({ value: userId, label: name }))}
        defaultValue={failed?.values.userId}
        error={failed?.fields.userId}
      />
      <Roles id="add" held={[]} error={failed?.fields.roles} />
      <SubmitButton icon="plus">Add to the project</SubmitButton>
    </form>
  );
}

type ChangeProps = {
  projectId: string;
  person: { userId: string; name: string; roles: readonly ProjectRole[]; version: number };
  whyNotRemove: string | null;
  change: Action;
  remove: Action;
};

export function ChangePersonForm({ projectId, person, whyNotRemove, change, remove }: ChangeProps) {
  const [changed, submitChange] = useActionState(change, idle);
  const [removed, submitRemove] = useActionState(remove, idle);
  const problem = [changed, removed].find((state) => state.status === "failed");
  const failed = problem?.status === "failed" ? problem : null;
  const hidden = (
    <>
      <input type="hidden" name="projectId" value={projectId} />
      <input type="hidden" name="userId" value={person.userId} />
      <input type="hidden" name="version" value={person.version} />
    </>
  );
  return (
    <details>
      <summary className="cursor-pointer text-spruce underline">Change {person.name}</summary>
      <div className="mt-2 space-y-3">
        {failed !== null && <Banner tone="bad" lead={failed.message} live="assertive" />}
        <form action={submitChange} className="space-y-3">
          {hidden}
          <Roles id={person.userId} held={person.roles} error={failed?.fields.roles} />
          <SubmitButton size="sm">Save roles</SubmitButton>
        </form>
        <form action={submitRemove}>
          {hidden}
          <SubmitButton size="sm" variant="danger" disabled={whyNotRemove !== null}>
            Remove {person.name} from the project
          </SubmitButton>
          {whyNotRemove !== null && <p className="mt-1 text-ink-2 text-xs">{whyNotRemove}</p>}
        </form>
      </div>
    </details>
  );
}
