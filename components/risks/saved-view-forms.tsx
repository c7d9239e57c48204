"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { SavedRiskView } from "@/lib/risk-register/schema/saved-views";

export type ViewActions = { save: FormAction; rename: FormAction; remove: FormAction };

type SaveViewFormProps = { workspaceId: string; search: string; action: FormAction };

/** Keeps the filters and the order of the register as it stands. */
export function SaveViewForm({ workspaceId, search, action }: SaveViewFormProps) {
  return (
    <ActionForm id="save-view" action={action} disclosure="Save this view">
      {({ field }) => (
        <>
          <input type="hidden" name="workspaceId" value={workspaceId} />
          <input type="hidden" name="search" value={search} />
          <TextField {...field("name")} label="Name" maxLength={60} />
          <Checkbox
            id="save-view-shared"
            name="isShared"
            label="Show it to everybody in the workspace"
            hint="Everybody sees in it the risks of their own projects."
          />
          <SubmitButton size="sm">Save view</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

/** For the view that is open. */
export function ChangeViewForms({ view, actions }: { view: SavedRiskView; actions: ViewActions }) {
  const version = <input type="hidden" name="version" value={view.version} />;
  const id = <input type="hidden" name="viewId" value={view.id} />;
  return (
    <>
      <ActionForm
        id={`rename-${view.id}`}
        action={actions.rename}
        disclosure={`Rename or share “${view.name}”`}
      >
        {({ field }) => (
          <>
            {id}
            {version}
            <TextField {...field("name", view.name)} label="Name" maxLength={60} />
            <Checkbox
              id={`shared-${view.id}`}
              name="isShared"
              label="Show it to everybody in the workspace"
              defaultChecked={view.isShared}
            />
            <SubmitButton size="sm">Save name</SubmitButton>
          </>
        )}
      </ActionForm>
      <ActionForm
        id={`delete-${view.id}`}
        action={actions.remove}
        disclosure={`Delete “${view.name}”`}
      >
        {() => (
          <>
            {id}
            {version}
            <p className="text-ink-2">
              {view.isShared
                ? "The view is gone for everybody; the risks stay."
                : "The view is gone; the risks stay."}
            </p>
            <SubmitButton size="sm" variant="danger">
              Delete view
            </SubmitButton>
          </>
        )}
      </ActionForm>
    </>
  );
}
