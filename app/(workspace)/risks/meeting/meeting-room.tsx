import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import {
  beginningOf,
  type MeetingSearch,
  meetingFilterOf,
  meetingHref,
  reviewsFilterOf,
} from "@/components/risk-meetings/meeting-address";
import { MeetingDesk } from "@/components/risk-meetings/meeting-desk";
import { MeetingProgress } from "@/components/risk-meetings/meeting-progress";
import { QueueList } from "@/components/risk-meetings/queue-list";
import { RiskPaper } from "@/components/risk-meetings/risk-paper";
import { savedWords } from "@/components/risk-meetings/saved-words";
import { TreatmentLines } from "@/components/risk-meetings/treatment-lines";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { ProjectId, RiskId, WorkspaceId } from "@/lib/kernel/ids";
import { getMeetingQueue } from "@/lib/risk-meetings/queries/meeting-queue";
import { getMeetingReviews } from "@/lib/risk-meetings/queries/meeting-reviews";
import { getReviewOptions } from "@/lib/risk-meetings/queries/review-options";
import { placeIn } from "@/lib/risk-meetings/rules/queue";
import { getRiskTreatment } from "@/lib/risk-treatment/queries";
import { getRisk } from "@/lib/risks/queries";
import { readForPage, readIfAllowed } from "@/lib/web/for-page";
import { reviewInMeetingAction } from "./actions";

export type MeetingPlace = {
  workspaceId: WorkspaceId;
  /** Null across projects. */
  projectId: ProjectId | null;
  base: string;
};

type RoomProps = {
  place: MeetingPlace;
  search: MeetingSearch;
  me: { id: string; timeZone: string; singleKeys: boolean };
};

async function readOpened(id: string | null) {
  if (id === null) {
    return null;
  }
  const riskId = id as RiskId;
  const [risk, options, treatment] = await Promise.all([
    readIfAllowed(getRisk, { riskId }),
    readIfAllowed(getReviewOptions, { riskId }),
    readIfAllowed(getRiskTreatment, { riskId }),
  ]);
  const isThere = risk !== null && options !== null && treatment !== null;
  return isThere ? { risk, options, treatment } : null;
}

async function readMeeting({ place, search }: RoomProps, since: string) {
  const { workspaceId, projectId } = place;
  const inProject = projectId === null ? {} : { projectId };
  const [queue, reviews] = await Promise.all([
    readForPage(getMeetingQueue, {
      workspaceId,
      ...meetingFilterOf(search),
      ...inProject,
      since,
    }),
    readForPage(getMeetingReviews, {
      workspaceId,
      ...reviewsFilterOf(search),
      ...inProject,
      since,
    }),
  ]);
  // A risk reviewed twice stands once, with what was said last.
  const latest = new Map(reviews.rows.map((review) => [review.riskId, review]));
  const at = placeIn({ reviewed: [...latest.keys()], waiting: queue.rows }, search.at);
  return { queue, reviews: reviews.rows, reviewed: [...latest.values()], at };
}
type Meeting = Awaited<ReturnType<typeof readMeeting>>;

/** Where the meeting begins anew if its address does not say when it began. */
function sinceOf({ place, search }: RoomProps, now: Date): string {
  const since = beginningOf(search, now);
  return since ?? redirect(meetingHref(place.base, search, { since: now.toISOString() }));
}

/** Across projects a key alone names several risks. */
function nameIn({ projectId }: MeetingPlace, risk: { projectKey: string; key: string }): string {
  return projectId === null ? `${risk.projectKey} ${risk.key}` : risk.key;
}

function Extent({ place, search }: Pick<RoomProps, "place" | "search">) {
  const to = (extent: "due" | "all") =>
    meetingHref(place.base, { ...search, at: undefined }, { extent });
  return (
    <SegmentedControl
      label="Which risks the meeting goes through"
      segments={[
        { href: to("due"), label: "Due", current: search.extent === "due" },
        { href: to("all"), label: "All", current: search.extent === "all" },
      ]}
    />
  );
}

function NothingLeft({ room, meeting }: { room: RoomProps; meeting: Meeting }) {
  const { place, search } = room;
  const hasReviewed = meeting.reviewed.length > 0;
  return (
    <Panel>
      <EmptyState
        title={hasReviewed ? "Every risk of this meeting is reviewed" : "No review is due"}
        action={
          hasReviewed ? (
            <ButtonLink
              variant="primary"
              href={meetingHref(`${place.base}/summary`, search, { at: undefined })}
            >
              See what changed
            </ButtonLink>
          ) : (
            <ButtonLink href={meetingHref(place.base, search, { extent: "all" })}>
              Review the others all the same
            </ButtonLink>
          )
        }
      >
        {hasReviewed
          ? "The summary lists what was recorded, by whom, and what comes next."
          : "The level of each risk says how often it is looked at; none of these has come round."}
      </EmptyState>
    </Panel>
  );
}

function Bar({ room, meeting, now }: { room: RoomProps; meeting: Meeting; now: Date }) {
  const { place, search, me } = room;
  const { queue, reviewed, at } = meeting;
  const to = (id: string | null) =>
    id === null ? undefined : meetingHref(place.base, search, { at: id });
  const ways: [string, string, string | undefined][] = [
    ["Previous", "K", to(at.previousId)],
    ["Next", "J", to(at.nextId)],
  ];
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 max-sm:px-4">
      <MeetingProgress
        reviewed={reviewed.length}
        total={reviewed.length + queue.total}
        since={search.since ?? now.toISOString()}
        now={now}
        timeZone={me.timeZone}
      />
      <nav className="no-print flex flex-wrap items-center gap-2" aria-label="Through the queue">
        <Extent place={place} search={search} />
        {ways.map(([label, key, href]) =>
          href === undefined ? null : (
            <ButtonLink
              key={label}
              href={href}
              scroll={false}
              {...(me.singleKeys && { shortcut: key })}
            >
              {label}
            </ButtonLink>
          ),
        )}
      </nav>
    </div>
  );
}

type Opened = NonNullable<Awaited<ReturnType<typeof readOpened>>>;
type DeskProps = { room: RoomProps; meeting: Meeting; opened: Opened; now: Date };

/** Where the keys and the form lead: addresses of this meeting alone. */
function waysOf({ room: { place, search, me }, meeting }: DeskProps) {
  const { queue, reviews, at } = meeting;
  const to = (id: string) => meetingHref(place.base, search, { at: id });
  const mine = reviews.findLast((review) => review.byId === me.id);
  const next = queue.rows.find(({ id }) => id === at.thenId);
  return {
    previousHref: at.previousId === null ? undefined : to(at.previousId),
    nextHref: at.nextId === null ? undefined : to(at.nextId),
    following: next === undefined ? null : { id: next.id, key: nameIn(place, next) },
    latest: mine === undefined ? null : { key: nameIn(place, mine), href: to(mine.riskId) },
  };
}

function Desk(props: DeskProps & { queue: ReactNode; children: ReactNode }) {
  const { room, meeting, opened, now, queue, children } = props;
  const { place, search, me } = room;
  const { risk, options, treatment } = opened;
  const words = savedWords({
    reviews: meeting.reviews,
    saved: search.saved,
    open: risk,
    total: meeting.queue.total,
    nameOf: (each) => nameIn(place, each),
    now,
  });
  return (
    <MeetingDesk
      {...waysOf(props)}
      risk={risk}
      evidence={options.evidence}
      readerId={me.id}
      keys={me.singleKeys ? "on" : "off"}
      meeting={{
        projectId: place.projectId,
        search: meetingHref("", search, { at: undefined }).replace("?", ""),
      }}
      action={reviewInMeetingAction}
      said={words.said}
      saved={search.saved}
      queue={queue}
    >
      {children}
      {words.shown !== null && (
        <Banner tone="ok" lead={words.shown.lead}>
          {words.shown.text}
        </Banner>
      )}
      <RiskPaper
        risk={risk}
        review={meeting.reviewed.find(({ riskId }) => riskId === risk.id) ?? null}
        last={options.last}
        now={now}
        timeZone={me.timeZone}
      >
        <TreatmentLines
          projectId={risk.projectId}
          actions={treatment.actions}
          controls={treatment.controls}
          proposed={treatment.proposal?.residual ?? null}
          now={now}
        />
      </RiskPaper>
    </MeetingDesk>
  );
}

/** The risk on the table with its queue, for one project or across them. */
export async function MeetingRoom(room: RoomProps) {
  const { place, search } = room;
  const now = new Date();
  const meeting = await readMeeting(room, sinceOf(room, now));
  const { queue, reviewed, at } = meeting;
  if (search.at === undefined && at.id !== null) {
    // Named in the address, so that it stays on the table whatever others record meanwhile.
    redirect(meetingHref(place.base, search, { at: at.id, saved: search.saved }));
  }
  const opened = await readOpened(at.id);
  const bar = <Bar room={room} meeting={meeting} now={now} />;
  const list = (
    <QueueList
      reviewed={reviewed}
      waiting={queue.rows}
      total={queue.total}
      openId={at.id}
      extent={place.projectId === null ? "workspace" : "project"}
      hrefOf={(id) => meetingHref(place.base, search, { at: id })}
      now={now}
    />
  );
  if (opened === null) {
    return (
      <Plain>
        {bar}
        {at.id !== null && <Banner tone="warn" lead="This risk is not here any more." />}
        {queue.rows.length === 0 && <NothingLeft room={room} meeting={meeting} />}
        {queue.rows.length + reviewed.length > 0 && list}
      </Plain>
    );
  }
  return (
    <Desk room={room} meeting={meeting} opened={opened} now={now} queue={list}>
      {bar}
    </Desk>
  );
}

function Plain({ children }: { children: ReactNode }) {
  return (
    <div className="wm-columns" data-aside="none" data-extent="bounded">
      <div className="wm-column">{children}</div>
    </div>
  );
}
