import type { Metadata } from "next";
import * as z from "zod";
import { HistoryPlace } from "@/components/audit/history-place";
import { HistorySections } from "@/components/audit/history-sections";
import { PageColumns } from "@/components/layout/page-columns";
import { ProjectFrame } from "@/components/projects/project-frame";
import { getProjectAtTime } from "@/lib/audit/queries";
import { readForPage } from "@/lib/web/for-page";
import { readProjectFrame, readWorkspaceFrame } from "@/lib/web/frames";

export const metadata: Metadata = { title: "History" };

type Props = {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** What nobody offered is left out instead of refused. */
const search = z.object({
  at: z.iso.date().optional().catch(undefined),
  entry: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
});

export default async function HistoryPage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const asked = search.parse(await searchParams);
  const [frame, then, { me }] = await Promise.all([
    readProjectFrame(projectId),
    readForPage(getProjectAtTime, { projectId, ...asked }),
    readWorkspaceFrame(),
  ]);
  return (
    <>
      <ProjectFrame frame={frame} crumbs={[{ label: "History" }]} />
      <PageColumns
        asideWidth="narrow"
        aside={
          <HistoryPlace projectId={projectId} then={then} at={asked.at} timeZone={me.timeZone} />
        }
      >
        <HistorySections then={then} timeZone={me.timeZone} />
      </PageColumns>
    </>
  );
}
