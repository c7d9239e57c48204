import { Chip } from "@/components/ui/chip";
import type { SavedRiskView } from "@/lib/risk-register/schema/saved-views";
import { ChangeViewForms, SaveViewForm, type ViewActions } from "./saved-view-forms";

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

/** Views a person keeps and those others share; the open one is marked, and changed from here. */
export function SavedViews(props: SavedViewsProps) {
  const { views, workspaceId, search, base, actions, isReader } = props;
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
          {open === undefined && (
            <SaveViewForm workspaceId={workspaceId} search={search} action={actions.save} />
          )}
          {open !== undefined && open.whyNotChange === null && (
            <ChangeViewForms key={open.id} view={open} actions={actions} />
          )}
        </div>
      )}
    </div>
  );
}
