import type { Metadata } from "next";
import { GateTable } from "@/components/gates/gate-table";
import { PageColumns } from "@/components/layout/page-columns";
import { ProjectFrame } from "@/components/projects/project-frame";
import { Panel } from "@/components/ui/panel";
import { listGates } from "@/lib/gates/queries";
import type { ProjectId } from "@/lib/kernel/ids";
import { readForPage } from "@/lib/web/for-page";
import { readProjectFrame } from "@/lib/web/frames";

export const metadata: Metadata = { title: "Gates" };

type Props = { params: Promise<{ projectId: ProjectId }> };

export default async function GatesPage({ params }: Props) {
  const { projectId } = await params;
  const [frame, { rows }] = await Promise.all([
    readProjectFrame(projectId),
    readForPage(listGates, { projectId }),
  ]);
  return (
    <>
      <ProjectFrame frame={frame} crumbs={[{ label: "Gates" }]} />
      <PageColumns extent="full">
        <Panel title="Gates" meta={`${rows.length}`} padding="none">
          <GateTable rows={rows} projectId={projectId} />
        </Panel>
      </PageColumns>
    </>
  );
}
