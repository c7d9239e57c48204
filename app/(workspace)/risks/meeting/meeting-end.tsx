import { redirect } from "next/navigation";
import { PageColumns } from "@/components/layout/page-columns";
import {
  type MeetingSearch,
  meetingHref,
  reviewsFilterOf,
} from "@/components/risk-meetings/meeting-address";
import { MeetingSummary } from "@/components/risk-meetings/meeting-summary";
import { PrintButton } from "@/components/risk-meetings/print-button";
import { ButtonLink } from "@/components/ui/button-link";
import { getMeetingReviews } from "@/lib/risk-meetings/queries/meeting-reviews";
import { readForPage } from "@/lib/web/for-page";
import type { MeetingPlace } from "./meeting-room";

type EndProps = {
  place: MeetingPlace;
  search: MeetingSearch;
  me: { timeZone: string };
};

/** The address names both ends, so that it shows the same meeting whenever it is opened. */
function endsOf({ place, search }: EndProps, now: Date): { since: string; until: string } {
  const { since, until } = search;
  if (since === undefined) {
    return redirect(meetingHref(place.base, search));
  }
  return until === undefined
    ? redirect(meetingHref(`${place.base}/summary`, search, { until: now.toISOString() }))
    : { since, until };
}

/** What a meeting recorded, to be printed or sent as an address. */
export async function MeetingEnd(props: EndProps) {
  const { place, search, me } = props;
  const now = new Date();
  const ends = endsOf(props, now);
  const { workspaceId, projectId } = place;
  const reviews = await readForPage(getMeetingReviews, {
    workspaceId,
    ...reviewsFilterOf(search),
    ...(projectId === null ? {} : { projectId }),
    ...ends,
  });
  return (
    <PageColumns>
      <MeetingSummary
        reviews={reviews.rows}
        total={reviews.total}
        ends={ends}
        extent={projectId === null ? "workspace" : "project"}
        now={now}
        timeZone={me.timeZone}
        actions={
          <>
            <ButtonLink href={meetingHref(place.base, search, { until: undefined })}>
              Go on with the meeting
            </ButtonLink>
            <PrintButton />
          </>
        }
      />
    </PageColumns>
  );
}
