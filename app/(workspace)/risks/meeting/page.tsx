import type { Metadata } from "next";
import { meetingHref, readMeetingSearch } from "@/components/risk-meetings/meeting-address";
import type { SearchParams } from "@/components/risks/register-search";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { openWorkspace, readWorkspaceFrame } from "@/lib/web/frames";
import { MeetingRoom } from "./meeting-room";

export const metadata: Metadata = { title: "Review meeting" };

type Props = { searchParams: Promise<SearchParams> };

export default async function MeetingPage({ searchParams }: Props) {
  const search = readMeetingSearch(await searchParams);
  const workspace = await openWorkspace();
  const { me } = await readWorkspaceFrame();
  const base = "/risks/meeting";
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: workspace.name, href: "/portfolio" },
          { label: "Risks", href: "/risks" },
          { label: "Review meeting" },
        ]}
      />
      <PageHeader
        title="Review meeting"
        facts={["Across projects", "The longest overdue first"]}
        actions={
          <ButtonLink href={meetingHref(`${base}/summary`, search, { at: undefined })}>
            End the meeting
          </ButtonLink>
        }
      />
      <MeetingRoom
        place={{ workspaceId: workspace.id, projectId: null, base }}
        search={search}
        me={me}
      />
    </>
  );
}
