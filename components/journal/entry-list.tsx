import type { ReactNode } from "react";
import { formatClock, formatDay } from "@/components/ui/format-date";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { Markdown } from "@/components/ui/markdown";
import { Tag } from "@/components/ui/tag";
import type { EntryView } from "@/lib/journal/schema";
import { kindWords, withNames } from "./journal-words";

type EntryListProps = {
  entries: readonly EntryView[];
  projectId: string;
  now: Date;
  /** Where the comments of an entry are read. */
  commentsHref: (entryId: string) => string;
  /** Null for an entry that the reader may not change. */
  editHref?: (entry: EntryView) => string | null;
  /** Stands in the entry's place while it is edited. */
  editing?: { entryId: string; form: ReactNode } | undefined;
  selectedId?: string | undefined;
  /** On the page of a stage its name need not be said again. */
  hides?: "stage" | "nothing";
};

/** "4.3" of CEW-12 is not known here: the task's own key is shown. */
function Place({
  entry,
  projectId,
  hides,
}: Pick<EntryListProps, "projectId" | "hides"> & { entry: EntryView }) {
  const { stage, task } = entry;
  if (task !== null && stage !== null) {
    return (
      <Link href={`/projects/${projectId}/stages/${stage.id}?task=${task.id}`} title={task.name}>
        <Tag>{task.key}</Tag>
        <span className="sr-only"> {task.name}</span>
      </Link>
    );
  }
  if (stage === null || hides === "stage") {
    return null;
  }
  return (
    <Link href={`/projects/${projectId}/stages/${stage.id}`}>
      <Tag>
        {stage.number} {stage.name}
      </Tag>
    </Link>
  );
}

function Called({ entry }: { entry: EntryView }) {
  if (entry.mentions.length === 0) {
    return null;
  }
  return <span className="text-ink-3">To {entry.mentions.map(({ name }) => name).join(", ")}</span>;
}

function EntryFoot({
  entry,
  commentsHref,
  editHref,
}: Pick<EntryListProps, "commentsHref" | "editHref"> & { entry: EntryView }) {
  const edit = editHref?.(entry) ?? null;
  const words = entry.comments === 1 ? "1 comment" : `${entry.comments} comments`;
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-3 text-xs">
      <Called entry={entry} />
      <Link
        className="inline-flex min-h-6 items-center gap-1 text-ink-2 hover:underline"
        href={commentsHref(entry.id)}
        scroll={false}
      >
        <Icon name="comment" size={12} />
        {entry.comments === 0 ? "Comment" : words}
      </Link>
      {edit !== null && (
        <Link
          className="no-print inline-flex min-h-6 items-center gap-1 text-ink-2 hover:underline"
          href={edit}
          scroll={false}
        >
          <Icon name="edit" size={12} />
          Edit
        </Link>
      )}
    </p>
  );
}

function Entry({ entry, ...props }: EntryListProps & { entry: EntryView }) {
  const { projectId, hides = "nothing", editing, selectedId, now } = props;
  const at = `${formatDay(entry.createdAt, { now })}, ${formatClock(entry.createdAt)}`;
  return (
    <li
      id={`entry-${entry.id}`}
      aria-current={selectedId === entry.id ? "true" : undefined}
      className="grid scroll-mt-20 grid-cols-[3rem_minmax(0,1fr)] gap-2 border-t border-line px-3.5 py-2.5 target:bg-spruce-soft aria-[current]:bg-spruce-soft"
    >
      <time dateTime={entry.createdAt} title={`Written ${at}`} className="text-xs text-ink-3">
        {formatClock(entry.createdAt)}
      </time>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
          <b>{entry.author.name}</b>
          <Place entry={entry} projectId={projectId} hides={hides} />
          {entry.kind !== "note" && <Tag tone="review">{kindWords[entry.kind]}</Tag>}
          {entry.iteration > 1 && (
            <span className="text-xs text-ink-3">Iteration {entry.iteration}</span>
          )}
          {entry.editedAt !== null && <span className="text-xs text-ink-3">edited</span>}
        </p>
        {editing?.entryId === entry.id ? (
          editing.form
        ) : (
          <>
            <Markdown text={withNames(entry.body)} />
            <EntryFoot entry={entry} {...props} />
          </>
        )}
      </div>
    </li>
  );
}

function byDay(entries: readonly EntryView[]): { day: string; entries: EntryView[] }[] {
  const days: { day: string; entries: EntryView[] }[] = [];
  for (const entry of entries) {
    const last = days.at(-1);
    if (last?.day === entry.entryOn) {
      last.entries.push(entry);
    } else {
      days.push({ day: entry.entryOn, entries: [entry] });
    }
  }
  return days;
}

/** The progress log, day by day, the newest first. */
export function EntryList(props: EntryListProps) {
  return (
    <div>
      {byDay(props.entries).map(({ day, entries }) => (
        <section key={day} aria-label={formatDay(day, props)}>
          <h3 className="border-t border-line bg-surface-2 px-3.5 py-1 text-xs font-medium text-ink-2">
            <time dateTime={day}>{formatDay(day, props)}</time>
          </h3>
          <ol>
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} {...props} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
