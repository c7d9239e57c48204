import type { Metadata } from "next";
import * as z from "zod";
import { EffortsPicker } from "@/components/business-cases/efforts-picker";
import { ProjectFrame } from "@/components/projects/project-frame";
import { ButtonLink } from "@/components/ui/button-link";
import { searchEarlierEfforts } from "@/lib/business-cases/queries/earlier-efforts";
import type { ProjectId } from "@/lib/kernel/ids";
import { readForPage } from "@/lib/web/for-page";
import { readProjectFrame } from "@/lib/web/frames";
import { addEffortAction } from "../actions";

export const metadata: Metadata = { title: "Similar past efforts" };

type Props = {
  params: Promise<{ projectId: ProjectId }>;
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

const search = z.object({ words: z.string().max(200).optional().catch(undefined) });

export default async function EarlierEffortsPage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const { words } = search.parse(await searchParams);
  const [frame, view] = await Promise.all([
    readProjectFrame(projectId),
    readForPage(searchEarlierEfforts, { projectId, words: words ?? "" }),
  ]);
  const href = `/projects/${projectId}/business-case`;
  return (
    <>
      <ProjectFrame
        frame={frame}
        crumbs={[{ label: "Business case", href }, { label: "Similar past efforts" }]}
        actions={
          <ButtonLink href={`${href}?edit=1#sections.similarEfforts`} icon="edit">
            Back to the draft
          </ButtonLink>
        }
      />
      <div className="p-4 sm:p-6">
        <EffortsPicker view={view} action={addEffortAction} />
      </div>
    </>
  );
}
