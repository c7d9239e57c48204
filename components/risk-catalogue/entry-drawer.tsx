import { categoryWords, treatmentWords } from "@/components/risks/risk-words";
import { Drawer } from "@/components/ui/drawer";
import { Facts } from "@/components/ui/facts";
import { formatDay } from "@/components/ui/format-date";
import { Tag } from "@/components/ui/tag";
import type { CatalogueView, EntryView, PlaceView } from "@/lib/risk-catalogue/schema";
import { type CatalogueSearch, catalogueHref } from "./catalogue-address";
import { originWords } from "./catalogue-words";
import { type EntryActions, EntryActs } from "./entry-acts";
import { EntryForm } from "./entry-form";
import { EntryText } from "./entry-text";

type EntryDrawerProps = {
  view: CatalogueView;
  search: CatalogueSearch;
  workspaceId: string;
  actions: EntryActions;
  now: Date;
};

function namesOf(keys: readonly string[], places: readonly PlaceView[]): string {
  const names = new Map(places.map(({ key, name }) => [key, name]));
  return [...new Set(keys.map((key) => names.get(key) ?? key))].join(", ");
}

function EntryFacts({
  entry,
  view,
  now,
}: Pick<EntryDrawerProps, "view" | "now"> & { entry: EntryView }) {
  const { saved } = entry;
  const isAnywhere = entry.stages.length === 0 && entry.tasks.length === 0;
  const where = [
    ...(entry.stages.length > 0
      ? [{ name: "Stages", value: namesOf(entry.stages, view.stages) }]
      : []),
    ...(entry.tasks.length > 0 ? [{ name: "Tasks", value: namesOf(entry.tasks, view.tasks) }] : []),
    ...(isAnywhere ? [{ name: "Stages", value: "Every project" }] : []),
  ];
  return (
    <Facts
      facts={[
        { name: "Category", value: categoryWords[entry.category] },
        { name: "Level", value: `${entry.likelihood} × ${entry.impact}, in steps of five` },
        { name: "Treatment", value: treatmentWords[entry.treatment] },
        { name: "From", value: originWords[entry.origin] },
        ...(saved === null
          ? []
          : [{ name: "Saved", value: `${saved.byName}, ${formatDay(saved.at, { now })}` }]),
        ...where,
        { name: "Key", value: <span className="wm-mono break-all">{entry.key}</span> },
      ]}
    />
  );
}

function NewEntry({ view, search, workspaceId, actions }: EntryDrawerProps) {
  return (
    <Drawer
      subject="new"
      label="Add a risk to the catalogue"
      noun="risk"
      head={<h2 className="text-md font-semibold">Add a risk to the catalogue</h2>}
      closeHref={catalogueHref(search)}
    >
      {view.whyNotChange === null ? (
        <EntryForm workspaceId={workspaceId} entry={null} places={view} action={actions.save} />
      ) : (
        <p className="text-ink-2">{view.whyNotChange}</p>
      )}
    </Drawer>
  );
}

/** One entry beside the list it was opened from. */
export function EntryDrawer(props: EntryDrawerProps) {
  const { view, search, workspaceId, actions, now } = props;
  const { opened: entry, rows } = view;
  if (search.new) {
    return <NewEntry {...props} />;
  }
  const closeHref = catalogueHref(search);
  if (entry === null) {
    return (
      <Drawer
        subject="missing"
        label="Risk of the catalogue"
        noun="risk"
        head={<b>Not in this catalogue</b>}
        closeHref={closeHref}
      >
        <p className="text-ink-2">There is no entry of this key.</p>
      </Drawer>
    );
  }
  const place = rows.findIndex(({ key }) => key === entry.key);
  const hrefOf = (row: EntryView | undefined) =>
    row === undefined ? undefined : catalogueHref(search, { entry: row.key });
  return (
    <Drawer
      subject={entry.key}
      label={`Risk of the catalogue: ${entry.title}`}
      noun="risk"
      head={<Tag>{entry.isRetired ? "Retired" : categoryWords[entry.category]}</Tag>}
      closeHref={closeHref}
      previousHref={place > 0 ? hrefOf(rows[place - 1]) : undefined}
      nextHref={place >= 0 ? hrefOf(rows[place + 1]) : undefined}
    >
      <h2 className="text-lg font-semibold">{entry.title}</h2>
      <EntryText entry={entry} />
      <EntryFacts entry={entry} view={view} now={now} />
      {view.whyNotChange === null ? (
        <div className="no-print" key={entry.seen}>
          <EntryForm workspaceId={workspaceId} entry={entry} places={view} action={actions.save} />
          <EntryActs workspaceId={workspaceId} entry={entry} actions={actions} />
        </div>
      ) : (
        <p className="border-t border-line pt-3 text-ink-2">{view.whyNotChange}</p>
      )}
    </Drawer>
  );
}
