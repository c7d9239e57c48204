"use client";

import { roleWord } from "@/components/tasks/task-words";
import { ActionForm, type FormAction, type FormHelp } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field-error";
import { Icon } from "@/components/ui/icon";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { type ProjectRole, projectRoles } from "@/lib/authz/permissions";

type RolesProps = { held: readonly string[]; id: string; error: string | undefined };

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
            label={roleWord(role)}
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
  action: FormAction;
};

/** A name sent more than once comes back one value a line. */
function sentRoles({ state }: FormHelp): readonly string[] | null {
  if (state.status !== "failed") {
    return null;
  }
  const { roles = "" } = state.values;
  return roles.split("\n");
}

export function AddPersonForm({ projectId, candidates, action }: AddProps) {
  return (
    <ActionForm id="add" action={action}>
      {(help) => (
        <>
          <input type="hidden" name="projectId" value={projectId} />
          <SelectField
            {...help.field("userId")}
            label="Person"
            placeholder="Choose a person"
            options={candidates.map(({ userId, name }) => ({ value: userId, label: name }))}
          />
          <Roles id="add" held={sentRoles(help) ?? []} error={help.field("roles").error} />
          <SubmitButton icon="plus">Add to the project</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

type ChangeProps = {
  projectId: string;
  person: { userId: string; name: string; roles: readonly ProjectRole[]; version: number };
  whyNotRemove: string | null;
  change: FormAction;
  remove: FormAction;
};

export function ChangePersonForm({ projectId, person, whyNotRemove, change, remove }: ChangeProps) {
  const { userId, name, version } = person;
  const hidden = (
    <>
      <input type="hidden" name="projectId" value={projectId} />
      <input type="hidden" name="userId" value={userId} />
      <input type="hidden" name="version" value={version} />
    </>
  );
  return (
    <details className="group text-left">
      <summary className="inline-flex items-center gap-1 text-ink-2 hover:text-ink">
        <span className="transition-transform group-open:rotate-90">
          <Icon name="chevron-right" size={12} />
        </span>
        Change<span className="sr-only"> {name}</span>
      </summary>
      <div className="mt-2 grid gap-3">
        <ActionForm id={`change-${userId}`} action={change}>
          {(help) => (
            <>
              {hidden}
              <Roles
                id={userId}
                held={sentRoles(help) ?? person.roles}
                error={help.field("roles").error}
              />
              <SubmitButton size="sm">Save roles</SubmitButton>
            </>
          )}
        </ActionForm>
        <ActionForm id={`remove-${userId}`} action={remove}>
          {() => (
            <>
              {hidden}
              <SubmitButton size="sm" variant="danger" disabled={whyNotRemove !== null}>
                Remove {name} from the project
              </SubmitButton>
              {whyNotRemove !== null && <p className="text-ink-2 text-xs">{whyNotRemove}</p>}
            </>
          )}
        </ActionForm>
      </div>
    </details>
  );
}
