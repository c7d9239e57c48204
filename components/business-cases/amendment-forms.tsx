"use client";

import { ConfirmIdentity } from "@/components/identity/confirm-identity";
import { roleWord } from "@/components/tasks/task-words";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import type { ProjectRole } from "@/lib/authz/permissions";

type ProposeFormProps = {
  projectId: string;
  additions: readonly { key: string; label: string }[];
  action: FormAction;
};

export function ProposeForm({ projectId, additions, action }: ProposeFormProps) {
  return (
    <ActionForm id="propose" action={action} disclosure="Propose an amendment">
      {({ field }) => (
        <>
          <input type="hidden" name="projectId" value={projectId} />
          <fieldset className="grid gap-1">
            <legend className="wm-label">It covers</legend>
            {additions.map(({ key, label }) => (
              <Checkbox
                key={key}
                id={`propose-${key}`}
                name="additions"
                value={key}
                label={label}
                defaultChecked
              />
            ))}
          </fieldset>
          <TextAreaField
            {...field("reason")}
            label="Why the scope grows"
            hint="At least ten characters; the signers decide by it."
            rows={3}
          />
          <SubmitButton variant="default">Put it before the signers</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

type AmendmentRef = { projectId: string; number: number; action: FormAction };

export function DeclineForm({ projectId, number, action }: AmendmentRef) {
  return (
    <ActionForm id={`decline-${number}`} action={action} disclosure={`Decline amendment ${number}`}>
      {({ field }) => (
        <>
          <input type="hidden" name="projectId" value={projectId} />
          <input type="hidden" name="number" value={number} />
          <TextAreaField
            {...field("reason")}
            label="Why it is declined"
            hint="At least ten characters; who proposed it is told."
            rows={3}
          />
          <SubmitButton variant="danger">Decline amendment {number}</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

type AmendmentSignFormProps = AmendmentRef & {
  sha256: string;
  choices: readonly { role: ProjectRole; title: string; meaning: string }[];
};

/** The same ceremony as for the case: read, meaning, identity, signature. */
export function AmendmentSignForm(props: AmendmentSignFormProps) {
  const { projectId, number, sha256, choices, action } = props;
  return (
    <ActionForm
      id={`amend-${number}`}
      action={action}
      disclosure={`Sign amendment ${number}`}
      label={`Sign amendment ${number}`}
    >
      {({ field }) => {
        const read = field("readSha256");
        return (
          <>
            <input type="hidden" name="projectId" value={projectId} />
            <input type="hidden" name="number" value={number} />
            <input type="hidden" name="sha256" value={sha256} />
            <input type="hidden" name="subjectSha256" value={sha256} />
            <SelectField
              {...field("role", choices[0]?.role)}
              label="I sign as"
              options={choices.map(({ role }) => ({ value: role, label: roleWord(role) }))}
            />
            {choices.map(({ role, meaning }) => (
              <p key={role} className="text-ink-2 text-sm">
                {meaning}
              </p>
            ))}
            <Checkbox
              id={read.id}
              name={read.name}
              value={sha256}
              defaultChecked={read.defaultValue === sha256}
              error={read.error}
              label={`I have read amendment ${number}`}
              required
            />
            <ConfirmIdentity field={field("password")} subjectSha256={sha256} />
            <SubmitButton icon="key">Sign amendment {number}</SubmitButton>
          </>
        );
      }}
    </ActionForm>
  );
}
