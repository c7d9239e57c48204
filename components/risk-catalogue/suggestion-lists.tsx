import { EmptyState } from "@/components/ui/empty-state";
import { formatDay } from "@/components/ui/format-date";
import { Panel } from "@/components/ui/panel";
import type {
  SuggestedWhen,
  SuggestionsView,
  SuggestionView,
} from "@/lib/risk-catalogue/schema/suggestions";
import { Fold } from "./fold";
import { BringBackForm, type SuggestionActions } from "./suggestion-forms";
import { SuggestionRow } from "./suggestion-row";

type ListsProps = {
  view: SuggestionsView;
  projectId: string;
  actions: SuggestionActions;
  now: Date;
};

type ListProps = Omit<ListsProps, "now"> & { title: string; rows: readonly SuggestionView[] };

function Rows({ view, projectId, actions, rows }: Omit<ListProps, "title">) {
  return (
    <ul>
      {rows.map((suggestion) => (
        <SuggestionRow
          key={suggestion.key}
          suggestion={suggestion}
          projectId={projectId}
          actions={actions}
          mayTake={view.whyNotTake === null}
        />
      ))}
    </ul>
  );
}

function List({ title, rows, ...rest }: ListProps) {
  if (rows.length === 0) {
    return null;
  }
  return (
    <Panel title={title} meta={`${rows.length}`} padding="none">
      <Rows {...rest} rows={rows} />
    </Panel>
  );
}

function Folded({ view, projectId, actions, title, rows }: ListProps) {
  if (rows.length === 0) {
    return null;
  }
  return (
    <Fold title={title} count={rows.length}>
      <Rows view={view} projectId={projectId} actions={actions} rows={rows} />
    </Fold>
  );
}

function SetAside({ view, projectId, actions, now }: ListsProps) {
  if (view.dismissed.length === 0) {
    return null;
  }
  return (
    <Panel title="Set aside" meta={`${view.dismissed.length}`} padding="none">
      <ul>
        {view.dismissed.map((row) => (
          <li
            key={row.key}
            className="flex flex-wrap items-start justify-between gap-2 border-t border-line px-3.5 py-2.5 first:border-0"
          >
            <div className="min-w-0 flex-1 basis-64">
              <p className="font-medium">{row.title}</p>
              <p className="text-ink-2">{row.reason}</p>
              <p className="text-ink-3 text-xs">
                {row.byName}, {formatDay(row.at, { now })}
              </p>
            </div>
            {view.whyNotTake === null && (
              <BringBackForm projectId={projectId} suggestion={row} action={actions.bringBack} />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What arises now, what arises in other stages, and what somebody set aside. */
export function SuggestionLists(props: ListsProps) {
  const { rows, dismissed, whyNotTake } = props.view;
  const rowsOf = (when: SuggestedWhen) => rows.filter((row) => row.when === when);
  return (
    <>
      {whyNotTake !== null && <p className="text-ink-2 max-sm:px-4">{whyNotTake}</p>}
      {rows.length === 0 && dismissed.length === 0 && (
        <Panel padding="none">
          <EmptyState title="Nothing is left to suggest">
            Everything of the catalogue that arises in the stages of this project stands in its
            register.
          </EmptyState>
        </Panel>
      )}
      <List {...props} title="Often arise in the stage the work is in" rows={rowsOf("now")} />
      <Folded {...props} title="In earlier stages" rows={rowsOf("earlier")} />
      <Folded {...props} title="In later stages" rows={rowsOf("later")} />
      <SetAside {...props} />
    </>
  );
}
