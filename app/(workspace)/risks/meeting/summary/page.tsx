import type { Metadata } from "next";
import { meetingHref, readMeetingSearch } from "@/components/risk-meetings/meeting-address";
import type { SearchParams } from "@/components/risks/register-search";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { openWorkspace, readWorkspaceFrame } from "@/lib/web/frames";
import { MeetingEnd } from "../meeting-end";

export const metadata: Metadata = { title: "What the review meeting recorded" };

type Props = { searchParams: Promise<SearchParams> };

export default async function MeetingSummaryPage({ searchParams }: Props) {
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
          { label: "Review meeting", href: meetingHref(base, search, { until: undefined }) },
          { label: "Summary" },
        ]}
      />
      <PageHeader title="Review meeting" facts={["Across projects"]} />
      <MeetingEnd
        place={{ workspaceId: workspace.id, projectId: null, base }}
        search={search}
        me={me}
      />
    </>
  );
}
