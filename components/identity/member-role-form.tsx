"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { WorkspaceRole } from "@/lib/authz/permissions";
import { roleOptions, roleSentences } from "./role-words";

export type MemberAt = { workspaceId: string; userId: string; version: number };

type MemberRoleFormProps = {
  action: FormAction;
  at: MemberAt;
  role: WorkspaceRole;
  roles: readonly WorkspaceRole[];
};

export function MemberRoleForm({ action, at, role, roles }: MemberRoleFormProps) {
  return (
    <ActionForm id="member-role" action={action}>
      {({ field }) => (
        <>
          <input type="hidden" name="workspaceId" value={at.workspaceId} />
          <input type="hidden" name="userId" value={at.userId} />
          <input type="hidden" name="version" value={at.version} />
          <SelectField
            {...field("role", role)}
            label="New role"
            hint={roleSentences(roles)}
            options={roleOptions(roles)}
          />
          <div>
            <SubmitButton variant="default">Change the role</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
