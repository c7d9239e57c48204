import type { Metadata } from "next";
import { ProjectFrame } from "@/components/projects/project-frame";
import { readPictureSearch } from "@/components/risk-pictures/picture-address";
import { RiskPictures } from "@/components/risk-pictures/risk-pictures";
import type { SearchParams } from "@/components/risks/register-search";
import { ButtonLink } from "@/components/ui/button-link";
import type { ProjectId } from "@/lib/kernel/ids";
import { getProjectMap } from "@/lib/risk-pictures/queries/map-at";
import { getProjectPictures } from "@/lib/risk-pictures/queries/pictures";
import { readForPage } from "@/lib/web/for-page";
import { readProjectFrame } from "@/lib/web/frames";

export const metadata: Metadata = { title: "Pictures of the risks" };

type Props = { params: Promise<{ projectId: string }>; searchParams: Promise<SearchParams> };

export default async function ProjectRiskPicturesPage({ params, searchParams }: Props) {
  const { projectId: id } = await params;
  const search = { ...readPictureSearch(await searchParams), project: undefined };
  const projectId = id as ProjectId;
  const { category, period, on } = search;
  const [frame, view, map] = await Promise.all([
    readProjectFrame(id),
    readForPage(getProjectPictures, { projectId, category, period }),
    readForPage(getProjectMap, { projectId, category, on }),
  ]);
  const register = `/projects/${id}/risks`;
  return (
    <>
      <ProjectFrame
        frame={frame}
        crumbs={[{ label: "Risks", href: register }, { label: "Pictures" }]}
        actions={<ButtonLink href={register}>Register</ButtonLink>}
      />
      <RiskPictures
        view={view}
        map={map}
        pictures={{ base: `${register}/pictures`, search }}
        register={register}
        extent="project"
        now={new Date()}
      />
    </>
  );
}
