import type { Metadata } from "next";
import { ProjectFrame } from "@/components/projects/project-frame";
import { StageParts } from "@/components/risk-parts/stage-parts";
import { StagePartsDrawer } from "@/components/risk-parts/stage-parts-drawer";
import { Panel } from "@/components/ui/panel";
import type { ProjectId } from "@/lib/kernel/ids";
import { getPartsOfProject } from "@/lib/risk-parts/queries/parts";
import { readForPage } from "@/lib/web/for-page";
import { readProjectFrame } from "@/lib/web/frames";
import { assignPartsAction } from "./actions";

export const metadata: Metadata = { title: "Who does what about risks" };

type Props = {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<{ stage?: string | string[] }>;
};

export default async function PartsPage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const { stage } = await searchParams;
  const stageId = typeof stage === "string" ? stage : undefined;
  const [frame, view] = await Promise.all([
    readProjectFrame(projectId),
    readForPage(getPartsOfProject, { projectId: projectId as ProjectId }),
  ]);
  const base = `/projects/${projectId}/risks/parts`;
  return (
    <>
      <ProjectFrame
        frame={frame}
        crumbs={[
          { label: "Risks", href: `/projects/${projectId}/risks` },
          { label: "Who does what" },
        ]}
      />
      <div
        className="wm-columns"
        data-aside={stageId === undefined ? "none" : "regular"}
        data-extent="full"
      >
        <div className="wm-column">
          <Panel
            title="Who does what"
            padding="none"
            foot="What is said for a stage holds for each of its risks, unless the risk says otherwise."
          >
            <StageParts view={view} base={base} openId={stageId} />
          </Panel>
        </div>
        {stageId !== undefined && (
          <StagePartsDrawer
            view={view}
            stageId={stageId}
            projectId={projectId}
            base={base}
            action={assignPartsAction}
          />
        )}
      </div>
    </>
  );
}
