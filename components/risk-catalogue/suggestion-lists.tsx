import { EmptyState } from "@/components/ui/empty-state";
import { formatDay } from "@/components/ui/format-date";
import { Panel } from "@/components/ui/panel";
import type { SuggestionsView, SuggestionView } from "@/lib/risk-catalogue/schema/suggestions";
import { BringBackForm, type SuggestionActions } from "./suggestion-forms";
import { SuggestionRow } from "./suggestion-row";

type ListsProps = {
  view: SuggestionsView;
  projectId: string;
  actions: SuggestionActions;
  now: Date;
};

type ListProps = Omit<ListsProps, "now"> & { title: string; rows: readonly SuggestionView[] };

function List({ view, projectId, actions, title, rows }: ListProps) {
  if (rows.length === 0) {
    return null;
  }
  return (
    <Panel title={title} meta={`${rows.length}`} padding="none">
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
    </Panel>
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

/** What arises by now, what will arise later, and what somebody set aside. */
export function SuggestionLists(props: ListsProps) {
  const { rows, dismissed, whyNotTake } = props.view;
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
      <List {...props} title="Often arise by now" rows={rows.filter(({ isDue }) => isDue)} />
      <List {...props} title="In later stages" rows={rows.filter(({ isDue }) => !isDue)} />
      <SetAside {...props} />
    </>
  );
}
