import type { Metadata } from "next";
import { PageColumns } from "@/components/layout/page-columns";
import { ProjectFrame } from "@/components/projects/project-frame";
import { SuggestionLists } from "@/components/risk-catalogue/suggestion-lists";
import { ButtonLink } from "@/components/ui/button-link";
import type { ProjectId } from "@/lib/kernel/ids";
import { listRiskSuggestions } from "@/lib/risk-catalogue/queries/suggestions";
import { readForPage } from "@/lib/web/for-page";
import { readProjectFrame } from "@/lib/web/frames";
import {
  bringBackSuggestionAction,
  dismissSuggestionAction,
  takeSuggestionAction,
} from "./actions";

export const metadata: Metadata = { title: "Suggested risks" };

const actions = {
  take: takeSuggestionAction,
  dismiss: dismissSuggestionAction,
  bringBack: bringBackSuggestionAction,
};

type Props = { params: Promise<{ projectId: string }> };

export default async function SuggestionsPage({ params }: Props) {
  const { projectId } = await params;
  const [frame, view] = await Promise.all([
    readProjectFrame(projectId),
    readForPage(listRiskSuggestions, { projectId: projectId as ProjectId }),
  ]);
  return (
    <>
      <ProjectFrame
        frame={frame}
        crumbs={[
          { label: "Risks", href: `/projects/${projectId}/risks` },
          { label: "Suggestions" },
        ]}
        actions={<ButtonLink href="/risks/catalogue">Open the catalogue</ButtonLink>}
      />
      <PageColumns>
        <SuggestionLists view={view} projectId={projectId} actions={actions} now={new Date()} />
      </PageColumns>
    </>
  );
}
