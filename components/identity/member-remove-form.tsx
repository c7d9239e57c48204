"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import type { MemberAt } from "./member-role-form";

type MemberRemoveFormProps = { action: FormAction; at: MemberAt; name: string };

export function MemberRemoveForm({ action, at, name }: MemberRemoveFormProps) {
  return (
    <ActionForm id="member-remove" action={action}>
      {() => (
        <>
          <input type="hidden" name="workspaceId" value={at.workspaceId} />
          <input type="hidden" name="userId" value={at.userId} />
          <input type="hidden" name="version" value={at.version} />
          <div>
            <SubmitButton variant="danger">Remove {name}</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
