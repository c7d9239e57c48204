import type { Metadata } from "next";
import { readPictureSearch } from "@/components/risk-pictures/picture-address";
import { RiskPictures } from "@/components/risk-pictures/risk-pictures";
import type { SearchParams } from "@/components/risks/register-search";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import type { ProjectId } from "@/lib/kernel/ids";
import { getWorkspaceMap } from "@/lib/risk-pictures/queries/map-at";
import { getWorkspacePictures } from "@/lib/risk-pictures/queries/pictures";
import { getRiskFacets } from "@/lib/risks/queries";
import { readForPage } from "@/lib/web/for-page";
import { openWorkspace } from "@/lib/web/frames";

export const metadata: Metadata = { title: "Pictures of the risks" };

export default async function RiskPicturesPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const search = readPictureSearch(await searchParams);
  const { id: workspaceId, name } = await openWorkspace();
  const { category, period, on } = search;
  const projectId = search.project as ProjectId | undefined;
  const [view, map, facets] = await Promise.all([
    readForPage(getWorkspacePictures, { workspaceId, projectId, category, period }),
    readForPage(getWorkspaceMap, { workspaceId, projectId, category, on }),
    readForPage(getRiskFacets, { workspaceId, projectId }),
  ]);
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: name, href: "/portfolio" },
          { label: "Risks", href: "/risks" },
          { label: "Pictures" },
        ]}
      />
      <PageHeader title="Pictures of the risks" facts={["Across projects"]} />
      <RiskPictures
        view={view}
        map={map}
        pictures={{ base: "/risks/pictures", search }}
        register="/risks"
        extent="workspace"
        projects={facets.projects}
        now={new Date()}
      />
    </>
  );
}
