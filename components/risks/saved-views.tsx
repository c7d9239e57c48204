import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Chip } from "@/components/ui/chip";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { SavedRiskView } from "@/lib/risk-register/schema/saved-views";

type ViewActions = { save: FormAction; rename: FormAction; remove: FormAction };

type SavedViewsProps = {
  views: readonly SavedRiskView[];
  workspaceId: string;
  /** Filters and order of the register as it stands. */
  search: string;
  base: string;
  actions: ViewActions;
  /** Where the reader keeps nothing, as an auditor. */
  isReader: boolean;
};

function SaveForm({ workspaceId, search, actions }: SavedViewsProps) {
  return (
    <ActionForm id="save-view" action={actions.save} disclosure="Save this view">
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

function ChangeForms({ view, actions }: { view: SavedRiskView; actions: ViewActions }) {
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

/** Views a person keeps and those others share; the open one is marked, and changed from here. */
export function SavedViews(props: SavedViewsProps) {
  const { views, search, base, actions, isReader } = props;
  const open = views.find((view) => view.search === search);
  if (isReader && views.length === 0) {
    return null;
  }
  return (
    <div className="no-print grid gap-1">
      {views.length > 0 && (
        <nav aria-label="Saved views" className="flex flex-wrap items-center gap-1.5">
          {views.map((view) => (
            <Chip
              key={view.id}
              href={view.search === "" ? base : `${base}?${view.search}`}
              label={view.isMine ? view.name : `${view.name}, by ${view.ownerName}`}
              current={view.id === open?.id}
            />
          ))}
        </nav>
      )}
      {!isReader && (
        <div className="flex flex-wrap gap-x-6 *:border-0 *:py-0">
          {open === undefined && <SaveForm {...props} />}
          {open !== undefined && open.whyNotChange === null && (
            <ChangeForms key={open.id} view={open} actions={actions} />
          )}
        </div>
      )}
    </div>
  );
}
