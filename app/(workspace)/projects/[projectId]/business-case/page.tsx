import type { Metadata } from "next";
import { CaseEditor } from "@/components/business-cases/case-editor";
import { CasePaper } from "@/components/business-cases/case-paper";
import { CaseSide } from "@/components/business-cases/case-side";
import { CaseStanding } from "@/components/business-cases/case-standing";
import { ComparisonPaper } from "@/components/business-cases/comparison-paper";
import { paperDay } from "@/components/business-cases/paper-day";
import { DownloadPdf } from "@/components/documents/download-pdf";
import { PageColumns } from "@/components/layout/page-columns";
import { ProjectFrame } from "@/components/projects/project-frame";
import { ButtonLink } from "@/components/ui/button-link";
import { compareCase, getCase, getCaseVersion } from "@/lib/business-cases/queries";
import type { CaseView } from "@/lib/business-cases/schema";
import type { ProjectId } from "@/lib/kernel/ids";
import { readForPage } from "@/lib/web/for-page";
import { readProjectFrame } from "@/lib/web/frames";
import { noteOpened } from "@/lib/web/note-opened";
import { returnCaseAction, saveDraftAction, signCaseAction, submitCaseAction } from "./actions";

export const metadata: Metadata = { title: "Business case" };

type Asked = { edit?: string; draft?: string; version?: string; from?: string; to?: string };

type Props = {
  params: Promise<{ projectId: ProjectId }>;
  searchParams: Promise<Asked>;
};

export default async function BusinessCasePage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const asked = await searchParams;
  const [frame, view] = await Promise.all([
    readProjectFrame(projectId),
    readForPage(getCase, { projectId }),
  ]);
  const href = `/projects/${projectId}/business-case`;
  const firstStage = frame.trail.stages[0];
  const isEditing = asked.edit === "1" && view.whyNotEdit === null;

  return (
    <>
      <ProjectFrame
        frame={frame}
        crumbs={[{ label: "Business case" }]}
        {...(firstStage === undefined ? {} : { viewedStageId: firstStage.id })}
        actions={
          <>
            {view.whyNotEdit === null && !isEditing && (
              <ButtonLink href={`${href}?edit=1`} icon="edit">
                Edit the draft
              </ButtonLink>
            )}
            <DownloadPdf
              href={`${href}/pdf?version=${numberShown(view, asked)}`}
              of="this business case"
            />
          </>
        }
      />
      <PageColumns
        asideWidth="regular"
        aside={
          <CaseSide
            view={view}
            href={href}
            actions={{
              sign: signCaseAction,
              submit: submitCaseAction,
              sendBack: returnCaseAction,
            }}
          />
        }
      >
        <CaseStanding view={view} />
        {isEditing ? (
          <CaseEditor
            projectId={projectId}
            version={view.version}
            draft={view.draft}
            labels={view.labels}
            classes={view.classes}
            doneHref={`${href}?draft=1`}
            action={saveDraftAction}
          />
        ) : (
          <Reading view={view} asked={asked} gateCode={firstStage?.gate?.code ?? ""} />
        )}
      </PageColumns>
    </>
  );
}

type ReadingProps = { view: CaseView; asked: Asked; gateCode: string };

/** One of: two versions compared, an older version, the draft, or the version that can be signed. */
async function Reading({ view, asked, gateCode }: ReadingProps) {
  const { projectId, labels, latest } = view;
  const [from, to, number] = [asked.from, asked.to, asked.version].map(Number);
  if (from !== undefined && to !== undefined && from > 0 && to > 0) {
    return <ComparisonPaper view={await readForPage(compareCase, { projectId, from, to })} />;
  }
  const paper = { labels, gateCode };
  if (number !== undefined && number > 0 && number !== latest?.number) {
    const version = await readForPage(getCaseVersion, { projectId, number });
    return (
      <CasePaper
        {...paper}
        content={version.content}
        outlook={version.outlook}
        edition={`Version ${version.number}`}
        dateText={paperDay(version.submittedAt)}
      />
    );
  }
  const showsDraft = latest === null || asked.draft === "1";
  if (!showsDraft && view.toSign !== null) {
    const { number: toSign } = view.toSign;
    await noteOpened({ projectId, subject: "business_case", subjectId: view.id, number: toSign });
  }
  return (
    <CasePaper
      {...paper}
      content={showsDraft ? view.draft : latest.content}
      outlook={view.outlook}
      edition={showsDraft ? "Draft" : `Version ${latest.number}`}
      dateText={paperDay(showsDraft ? view.draftSavedAt : latest.submittedAt)}
    />
  );
}

/** The version on the paper; zero for the draft, as the download asks for it. */
function numberShown({ latest }: CaseView, asked: Asked): number {
  const number = Number(asked.version ?? asked.to ?? latest?.number);
  return asked.draft === "1" || asked.edit === "1" || !(number > 0) ? 0 : number;
}
