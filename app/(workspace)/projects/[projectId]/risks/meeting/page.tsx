import type { Metadata } from "next";
import { ProjectFrame } from "@/components/projects/project-frame";
import { meetingHref, readMeetingSearch } from "@/components/risk-meetings/meeting-address";
import type { SearchParams } from "@/components/risks/register-search";
import { ButtonLink } from "@/components/ui/button-link";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import { readProjectFrame, readWorkspaceFrame } from "@/lib/web/frames";
import { MeetingRoom } from "../../../../risks/meeting/meeting-room";

export const metadata: Metadata = { title: "Review meeting" };

type Props = { params: Promise<{ projectId: string }>; searchParams: Promise<SearchParams> };

export default async function ProjectMeetingPage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const search = readMeetingSearch(await searchParams);
  const [frame, { me }] = await Promise.all([readProjectFrame(projectId), readWorkspaceFrame()]);
  const register = `/projects/${projectId}/risks`;
  const base = `${register}/meeting`;
  return (
    <>
      <ProjectFrame
        frame={frame}
        crumbs={[{ label: "Risks", href: register }, { label: "Review meeting" }]}
        actions={
          <ButtonLink href={meetingHref(`${base}/summary`, search, { at: undefined })}>
            End the meeting
          </ButtonLink>
        }
      />
      <MeetingRoom
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
