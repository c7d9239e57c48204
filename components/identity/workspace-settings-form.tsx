"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { WorkspaceSettingsView } from "@/lib/identity/schema";

type WorkspaceSettingsFormProps = { action: FormAction; settings: WorkspaceSettingsView };

export function WorkspaceSettingsForm({ action, settings }: WorkspaceSettingsFormProps) {
  const isLocked = settings.whyNotChange !== null;
  return (
    <ActionForm id="settings" action={action}>
      {({ field }) => (
        <>
          <input type="hidden" name="workspaceId" value={settings.id} />
          <input type="hidden" name="version" value={settings.version} />
          <TextField
            {...field("name", settings.name)}
            label="Name of the workspace"
            maxLength={100}
            disabled={isLocked}
            required
          />
          {isLocked ? (
            <p className="text-ink-2 text-sm">{settings.whyNotChange}</p>
          ) : (
            <div>
              <SubmitButton>Save the settings</SubmitButton>
            </div>
          )}
        </>
      )}
    </ActionForm>
  );
}
