import type { ReactNode } from "react";
import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDay } from "@/components/ui/format-date";
import { Icon } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { ScoreTile } from "@/components/ui/score-tile";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import { type Outcome, outcomeOf, summaryOf } from "@/lib/risk-meetings/rules/summary";
import type { MeetingReview } from "@/lib/risk-meetings/schema/meeting";

type MeetingSummaryProps = {
  reviews: readonly MeetingReview[];
  /** More than are listed. */
  total: number;
  ends: { since: string; until: string };
  extent: "project" | "workspace";
  now: Date;
  timeZone: string;
  actions: ReactNode;
};

const outcomeWords = {
  closed: "Closed",
  raised: "Raised",
  lowered: "Lowered",
  confirmed: "Confirmed",
} satisfies Record<Outcome, string>;

function Figure({ name, value }: { name: string; value: number }) {
  return (
    <div className="grid gap-0.5 px-3 first:pl-0">
      <dt className="text-xs text-ink-2">{name}</dt>
      <dd className="text-xl font-semibold">{value}</dd>
    </div>
  );
}

function Levels({ review }: { review: MeetingReview }) {
  const { before, after } = review;
  return (
    <span className="flex items-center gap-1.5">
      {before === null ? (
        <span title="No earlier level is on record">–</span>
      ) : (
        <ScoreTile score={before.score} shade={before.shade} label="Before" />
      )}
      <Icon name="arrow-right" size={12} />
      {review.isStillTrue ? (
        <>
          <ScoreTile score={after.score} shade={after.shade} label="After" />
          {after.likelihood} × {after.impact}
        </>
      ) : (
        "closed"
      )}
    </span>
  );
}

function Found({ review }: { review: MeetingReview }) {
  return (
    <div className="max-w-measure">
      {review.note === "" ? <span className="text-ink-3">Nothing was noted</span> : review.note}
      {review.evidenceTitle !== null && (
        <span className="block text-xs text-ink-2">
          Evidence:{" "}
          <TextLink href={`/projects/${review.projectId}/evidence?open=${review.evidenceId}`}>
            {review.evidenceTitle}
          </TextLink>
        </span>
      )}
    </div>
  );
}

type RowProps = Pick<MeetingSummaryProps, "extent" | "now" | "timeZone"> & {
  review: MeetingReview;
};

function ReviewRow({ review, extent, now, timeZone }: RowProps) {
  return (
    <Row>
      <Cell kind="lead">
        <span className="wm-mono mr-1.5 text-xs font-normal text-ink-2">
          {extent === "workspace" ? `${review.projectKey} ${review.key}` : review.key}
        </span>
        <TextLink href={`/projects/${review.projectId}/risks?risk=${review.riskId}`}>
          {review.title}
        </TextLink>
      </Cell>
      <Cell label="Outcome">{outcomeWords[outcomeOf(review)]}</Cell>
      <Cell label="Level">
        <Levels review={review} />
      </Cell>
      <Cell label="Found">
        <Found review={review} />
      </Cell>
      <Cell label="By">
        {review.byName}
        <span className="block text-xs text-ink-3">
          <Timestamp at={review.at} now={now} timeZone={timeZone} show="moment" />
        </span>
      </Cell>
      <Cell label="Next review">
        {review.nextDueOn === null ? "None" : formatDay(review.nextDueOn, { now })}
      </Cell>
    </Row>
  );
}

function Heads() {
  return (
    <>
      <HeadCell>Risk</HeadCell>
      <HeadCell>Outcome</HeadCell>
      <HeadCell>Level</HeadCell>
      <HeadCell>Found</HeadCell>
      <HeadCell>By</HeadCell>
      <HeadCell>Next review</HeadCell>
    </>
  );
}

/** What a meeting recorded: the figures, who took part, and each review with its risk. */
export function MeetingSummary(props: MeetingSummaryProps) {
  const { reviews, total, ends, now, timeZone, actions } = props;
  const summary = summaryOf(reviews);
  const moment = (at: string) => <Timestamp at={at} now={now} timeZone={timeZone} show="moment" />;
  return (
    <>
      <Panel>
        <div className="grid gap-3">
          <div className="flex flex-wrap items-start justify-between gap-3">
            <div className="grid gap-1">
              <h2 className="text-lg font-semibold">What the review meeting recorded</h2>
              <p className="text-ink-2">
                From {moment(ends.since)} to {moment(ends.until)}
                {summary.people.length > 0 && `, reviewed by ${summary.people.join(", ")}`}.
              </p>
            </div>
            <div className="no-print flex flex-wrap gap-2">{actions}</div>
          </div>
          <dl className="flex flex-wrap divide-x divide-line-2 border-y border-line-2 py-2">
            <Figure name="Reviewed" value={summary.risks} />
            <Figure name="Confirmed" value={summary.confirmed} />
            <Figure name="Raised" value={summary.raised} />
            <Figure name="Lowered" value={summary.lowered} />
            <Figure name="Closed" value={summary.closed} />
          </dl>
        </div>
      </Panel>
      <Panel
        padding="none"
        {...(total > reviews.length && {
          foot: `The first ${reviews.length} of ${total} reviews are listed.`,
        })}
      >
        {reviews.length === 0 ? (
          <EmptyState title="Nothing was recorded">
            No risk of this register was reviewed between the two moments.
          </EmptyState>
        ) : (
          <DataTable caption="Reviews recorded in the meeting" head={<Heads />}>
            {reviews.map((review) => (
              <ReviewRow key={review.id} review={review} {...props} />
            ))}
          </DataTable>
        )}
      </Panel>
    </>
  );
}
