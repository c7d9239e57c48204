import type { Metadata } from "next";
import { ProjectFrame } from "@/components/projects/project-frame";
import { meetingHref, readMeetingSearch } from "@/components/risk-meetings/meeting-address";
import type { SearchParams } from "@/components/risks/register-search";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import { readProjectFrame, readWorkspaceFrame } from "@/lib/web/frames";
import { MeetingEnd } from "../../../../../risks/meeting/meeting-end";

export const metadata: Metadata = { title: "What the review meeting recorded" };

type Props = { params: Promise<{ projectId: string }>; searchParams: Promise<SearchParams> };

export default async function ProjectMeetingSummaryPage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const search = readMeetingSearch(await searchParams);
  const [frame, { me }] = await Promise.all([readProjectFrame(projectId), readWorkspaceFrame()]);
  const register = `/projects/${projectId}/risks`;
  const base = `${register}/meeting`;
  return (
    <>
      <ProjectFrame
        frame={frame}
        crumbs={[
          { label: "Risks", href: register },
          { label: "Review meeting", href: meetingHref(base, search, { until: undefined }) },
          { label: "Summary" },
        ]}
        actions={<span />}
      />
      <MeetingEnd
        place={{
          workspaceId: frame.workspaceId as WorkspaceId,
          projectId: projectId as ProjectId,
          base,
        }}
        search={search}
        me={me}
      />
    </>
  );
}
