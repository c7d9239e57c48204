import type { Metadata } from "next";
import { Suspense } from "react";
import { PageColumns } from "@/components/layout/page-columns";
import { OverviewIterations } from "@/components/projects/overview-iterations";
import { OverviewLog } from "@/components/projects/overview-log";
import { OverviewReadiness } from "@/components/projects/overview-readiness";
import { OverviewRisks } from "@/components/projects/overview-risks";
import { OverviewStage } from "@/components/projects/overview-stage";
import { OverviewTeam } from "@/components/projects/overview-team";
import { ProjectFrame } from "@/components/projects/project-frame";
import { Panel } from "@/components/ui/panel";
import { SkeletonRows } from "@/components/ui/skeleton-rows";
import type { ProjectId, StageId } from "@/lib/kernel/ids";
import { getProjectOverview } from "@/lib/portfolio/queries/get-project-overview";
import type { ProjectFrameView } from "@/lib/portfolio/schema";
import { readForPage } from "@/lib/web/for-page";
import { findProjectFrame, readProjectFrame } from "@/lib/web/frames";

type Props = { params: Promise<{ projectId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const frame = await findProjectFrame((await params).projectId);
  return { title: { absolute: `${frame?.name ?? "Project"} · Waymark` } };
}

async function Overview({ frame }: { frame: ProjectFrameView }) {
  const projectId = frame.id as ProjectId;
  const now = new Date();
  const { stage, readiness, log, iterations, risks, team } = await readForPage(getProjectOverview, {
    projectId,
    ...(frame.currentStageId === null ? {} : { stageId: frame.currentStageId as StageId }),
  });
  const current = frame.trail.stages.find(({ id }) => id === stage?.id);
  return (
    <PageColumns
      asideWidth="wide"
      aside={
        <>
          <OverviewReadiness projectId={projectId} readiness={readiness} />
          <OverviewRisks projectId={projectId} risks={risks} now={now} />
          <OverviewTeam projectId={projectId} ownerId={frame.owner.id} team={team} />
        </>
      }
    >
      {stage !== null && (
        <OverviewStage
          projectId={projectId}
          stage={stage}
          state={current?.state ?? "active"}
          now={now}
        />
      )}
      <OverviewLog projectId={projectId} log={log} now={now} />
      <OverviewIterations
        iterations={iterations}
        projectId={projectId}
        myRoles={frame.myRoles}
        now={now}
      />
    </PageColumns>
  );
}

export default async function ProjectPage({ params }: Props) {
  const { projectId } = await params;
  const frame = await readProjectFrame(projectId);
  return (
    <>
      <ProjectFrame frame={frame} variant="full" />
      <Suspense
        fallback={
          <PageColumns>
            <Panel>
              <SkeletonRows rows={8} label="Loading the overview" />
            </Panel>
          </PageColumns>
        }
      >
        <Overview frame={frame} />
      </Suspense>
    </>
  );
}
