"use client";

import { ShownOnce } from "@/components/identity/shown-once";
import { roleWord } from "@/components/tasks/task-words";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field-error";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { projectRoles } from "@/lib/authz/permissions";

type InviteProps = { projectId: string; action: FormAction };

/** For somebody the workspace does not know yet: one link leads into both. */
export function ProjectInviteForm({ projectId, action }: InviteProps) {
  return (
    <ActionForm id="invite" action={action}>
      {({ state, field }) => {
        const roles = field("roles");
        const held = roles.defaultValue.split("\n");
        return (
          <>
            {state.status === "saved" && state.shownOnce !== undefined && (
              <ShownOnce text={state.shownOnce} label="Copy the invitation link" />
            )}
            <input type="hidden" name="projectId" value={projectId} />
            <TextField
              {...field("email")}
              label="E-mail address"
              hint="They become a member of the workspace as well."
              type="email"
              autoComplete="off"
              required
            />
            <TextField {...field("name")} label="Name" optional="yes" autoComplete="off" />
            <fieldset id={roles.id} aria-describedby={`${roles.id}-note`}>
              <legend className="wm-label">Roles in this project</legend>
              <div className="grid gap-1.5 sm:grid-cols-2">
                {projectRoles.map((role) => (
                  <Checkbox
                    key={role}
                    id={`invite-${role}`}
                    name="roles"
                    value={role}
                    label={roleWord(role)}
                    defaultChecked={held.includes(role)}
                  />
                ))}
              </div>
              {roles.error !== undefined && (
                <FieldError id={`${roles.id}-note`}>{roles.error}</FieldError>
              )}
            </fieldset>
            <div>
              <SubmitButton variant="default">Invite</SubmitButton>
            </div>
          </>
        );
      }}
    </ActionForm>
  );
}

type WithdrawProps = { invitationId: string; email: string; action: FormAction };

export function WithdrawInvitationForm({ invitationId, email, action }: WithdrawProps) {
  return (
    <ActionForm id={`withdraw-${invitationId}`} action={action}>
      {() => (
        <>
          <input type="hidden" name="invitationId" value={invitationId} />
          <SubmitButton
            variant="default"
            size="sm"
            aria-label={`Withdraw the invitation of ${email}`}
          >
            Withdraw
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
