"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { WorkspaceRole } from "@/lib/authz/permissions";
import { roleOptions, roleSentences } from "./role-words";
import { ShownOnce } from "./shown-once";

type InviteFormProps = {
  action: FormAction;
  workspaceId: string;
  roles: readonly WorkspaceRole[];
};

/** The link is mailed and shown, so that it can also be handed over in a chat. */
export function InviteForm({ action, workspaceId, roles }: InviteFormProps) {
  return (
    <ActionForm id="invite" action={action}>
      {({ state, field }) => (
        <>
          {state.status === "saved" && state.shownOnce !== undefined && (
            <ShownOnce text={state.shownOnce} label="Copy the invitation link" />
          )}
          <input type="hidden" name="workspaceId" value={workspaceId} />
          <TextField
            {...field("email")}
            label="E-mail address"
            type="email"
            autoComplete="off"
            required
          />
          <TextField {...field("name")} label="Name" optional="yes" autoComplete="off" />
          <SelectField
            {...field("role", "member")}
            label="Role"
            hint={roleSentences(roles)}
            options={roleOptions(roles)}
          />
          <div>
            <SubmitButton>Invite</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
