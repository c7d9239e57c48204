import type { Metadata } from "next";
import { CommentThread } from "@/components/journal/comment-thread";
import { EditEntryForm } from "@/components/journal/edit-entry-form";
import { EntryList } from "@/components/journal/entry-list";
import {
  isNarrowed,
  type Log,
  listHref,
  openHref,
  readLogSearch,
  type SearchParams,
} from "@/components/journal/log-address";
import { LogFilters } from "@/components/journal/log-filters";
import { LogForm } from "@/components/journal/log-form";
import { ProjectFrame } from "@/components/projects/project-frame";
import { ButtonLink } from "@/components/ui/button-link";
import { Drawer } from "@/components/ui/drawer";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDay } from "@/components/ui/format-date";
import { Pager } from "@/components/ui/pager";
import { Panel } from "@/components/ui/panel";
import { listComments, listEntries } from "@/lib/journal/queries";
import type { EntryView } from "@/lib/journal/schema";
import type { ProjectId, StageId, TaskId, UserId } from "@/lib/kernel/ids";
import type { ProjectFrameView } from "@/lib/portfolio/schema";
import { getStage } from "@/lib/tasks/queries";
import { readForPage, readIfAllowed } from "@/lib/web/for-page";
import { readProjectFrame } from "@/lib/web/frames";
import {
  addCommentAction,
  editCommentAction,
  editEntryAction,
  logEntryAction,
  resolveCommentAction,
} from "./actions";

export const metadata: Metadata = { title: "Progress log" };

type Props = { params: Promise<{ projectId: string }>; searchParams: Promise<SearchParams> };

type Person = { id: string; name: string };

function readEntries(projectId: string, { search }: Log) {
  return readForPage(listEntries, {
    projectId: projectId as ProjectId,
    stageId: search.stage as StageId | undefined,
    taskId: search.task as TaskId | undefined,
    authorId: search.author as UserId | undefined,
    kind: search.kind,
    search: search.q,
    cursor: search.cursor,
  });
}

type View = {
  projectId: string;
  log: Log;
  entries: readonly EntryView[];
  nextCursor: string | null;
  people: readonly Person[];
  now: Date;
};

function Entries({ projectId, log, entries, nextCursor, people, now }: View) {
  const { search } = log;
  if (entries.length === 0) {
    return isNarrowed(search) || search.cursor !== undefined ? (
      <EmptyState
        title="No entries match"
        action={<ButtonLink href={log.base}>Clear filters</ButtonLink>}
      />
    ) : (
      <EmptyState title="Nothing is logged yet">
        An entry says what moved, what was learned or what blocks, tied to a stage and a task.
      </EmptyState>
    );
  }
  const edited = entries.find(({ id, whyNotEdit }) => id === search.edit && whyNotEdit === null);
  const form = edited !== undefined && (
    <EditEntryForm
      key={edited.version}
      entry={edited}
      projectId={projectId}
      people={people}
      action={editEntryAction}
      backHref={openHref(log, {})}
    />
  );
  return (
    <>
      <EntryList
        entries={entries}
        projectId={projectId}
        now={now}
        commentsHref={(id) => openHref(log, { entry: id })}
        editHref={({ id, whyNotEdit }) =>
          whyNotEdit === null ? openHref(log, { edit: id }) : null
        }
        editing={edited === undefined ? undefined : { entryId: edited.id, form }}
        selectedId={search.entry}
      />
      <Pager
        previousHref={search.cursor === undefined ? undefined : listHref(log, {})}
        nextHref={nextCursor === null ? undefined : listHref(log, { cursor: nextCursor })}
        summary={`${entries.length} entries on this page`}
      />
    </>
  );
}

async function CommentDrawer({ entryId, ...view }: View & { entryId: string }) {
  const { log, entries, people, now } = view;
  const comments = await readIfAllowed(listComments, {
    subject: "journal_entry",
    subjectId: entryId,
    limit: 200,
  });
  const entry = entries.find(({ id }) => id === entryId);
  const title =
    entry === undefined
      ? "Comments"
      : `Comments on ${entry.author.name}, ${formatDay(entry.entryOn, { now })}`;
  return (
    <Drawer
      subject={entryId}
      label={title}
      noun="entry"
      head={<b>{title}</b>}
      closeHref={openHref(log, {})}
    >
      {comments === null ? (
        <p className="text-ink-2">This entry does not exist, or is not shared with you.</p>
      ) : (
        <CommentThread
          subject="journal_entry"
          subjectId={entryId}
          comments={comments}
          people={people}
          actions={{
            add: addCommentAction,
            edit: editCommentAction,
            resolve: resolveCommentAction,
          }}
          now={now}
        />
      )}
    </Drawer>
  );
}

type WriteProps = { frame: ProjectFrameView; log: Log; people: readonly Person[]; now: Date };

/** The same form as the composer; this one stands here for a browser without a script. */
async function Write({ frame, log, people, now }: WriteProps) {
  const stageId = log.search.stage ?? frame.currentStageId ?? undefined;
  const stage =
    stageId === undefined ? null : await readIfAllowed(getStage, { stageId: stageId as StageId });
  return (
    <Panel title="Log progress" id="write">
      <LogForm
        id="write"
        action={logEntryAction}
        projectId={frame.id}
        stages={frame.trail.stages.map(({ id, number, name }) => ({ id, number, name }))}
        people={people}
        today={now.toISOString().slice(0, 10)}
        stageId={stage?.id}
        taskId={log.search.task}
        tasks={(stage?.tasks ?? []).map(({ id, key, name }) => ({ id, key, name }))}
      />
    </Panel>
  );
}

export default async function LogPage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const log = { base: `/projects/${projectId}/log`, search: readLogSearch(await searchParams) };
  const [frame, page] = await Promise.all([
    readProjectFrame(projectId),
    readEntries(projectId, log),
  ]);
  const now = new Date();
  const { people } = frame;
  const view = { projectId, log, entries: page.rows, nextCursor: page.nextCursor, people, now };
  const { entry } = log.search;
  return (
    <>
      <ProjectFrame
        frame={frame}
        crumbs={[{ label: "Progress log" }]}
        {...(log.search.stage === undefined ? {} : { viewedStageId: log.search.stage })}
      />
      <div
        className="wm-columns"
        data-aside={entry === undefined ? "none" : "regular"}
        data-extent="bounded"
      >
        <div className="wm-column">
          {page.whyNotLog === null ? (
            <Write frame={frame} log={log} people={people} now={now} />
          ) : (
            <p className="text-ink-3 max-sm:px-4">{page.whyNotLog}</p>
          )}
          <div className="max-sm:px-4">
            <LogFilters
              log={log}
              stages={frame.trail.stages.map(({ id, number, name }) => ({ id, number, name }))}
              people={people}
            />
          </div>
          <Panel padding="none">
            <Entries {...view} />
          </Panel>
        </div>
        {entry !== undefined && <CommentDrawer {...view} entryId={entry} />}
      </div>
    </>
  );
}
