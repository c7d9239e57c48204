import type { Metadata } from "next";
import { AmendmentsPanel } from "@/components/business-cases/amendments-panel";
import { AssumptionsPanel } from "@/components/business-cases/assumptions-panel";
import { CasePaper } from "@/components/business-cases/case-paper";
import { CaseRisks } from "@/components/business-cases/case-risks";
import { CaseSide } from "@/components/business-cases/case-side";
import { CaseStanding } from "@/components/business-cases/case-standing";
import { CompareChooser } from "@/components/business-cases/compare-chooser";
import { ComparisonPaper } from "@/components/business-cases/comparison-paper";
import { LaterCaseEditor } from "@/components/business-cases/later-case-editor";
import { paperDay } from "@/components/business-cases/paper-day";
import { Scorecard } from "@/components/business-cases/scorecard";
import { ScorecardActs } from "@/components/business-cases/scorecard-acts";
import { StaleBanner } from "@/components/business-cases/stale-banner";
import { DownloadPdf } from "@/components/documents/download-pdf";
import { PageColumns } from "@/components/layout/page-columns";
import { ProjectFrame } from "@/components/projects/project-frame";
import { ButtonLink } from "@/components/ui/button-link";
import { compareCase, getCase, getCaseVersion } from "@/lib/business-cases/queries";
import { getAmendments } from "@/lib/business-cases/queries/amendments";
import { getAssumptions, getScorecard } from "@/lib/business-cases/queries/case-life";
import type { CaseView } from "@/lib/business-cases/schema";
import type { ScorecardView } from "@/lib/business-cases/schema/life-views";
import type { ProjectId } from "@/lib/kernel/ids";
import { getWorstRisks } from "@/lib/risks/queries/worst";
import { currentPerson } from "@/lib/web/current-workspace";
import { readForPage } from "@/lib/web/for-page";
import { readProjectFrame } from "@/lib/web/frames";
import { noteOpened } from "@/lib/web/note-opened";
import { SigningWays } from "../../../signing-ways";
import {
  declineAmendmentAction,
  proposeAmendmentAction,
  recordActualAction,
  rereadDraftAction,
  returnCaseAction,
  reviewAssumptionAction,
  saveDraftAction,
  setGoLiveAction,
  signAmendmentAction,
  signCaseAction,
  submitCaseAction,
} from "./actions";
import { declineSignatureAction, remindSignerAction, replaceSignerAction } from "./signer-actions";

export const metadata: Metadata = { title: "Business case" };

const besideThePaper = {
  sign: signCaseAction,
  submit: submitCaseAction,
  sendBack: returnCaseAction,
  decline: declineSignatureAction,
  resend: remindSignerAction,
  replace: replaceSignerAction,
};

type Asked = {
  edit?: string;
  draft?: string;
  version?: string;
  from?: string;
  to?: string;
  read?: string;
  at?: string;
};

type Props = {
  params: Promise<{ projectId: ProjectId }>;
  searchParams: Promise<Asked>;
};

export default async function BusinessCasePage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const asked = await searchParams;
  const [frame, view, life] = await Promise.all([
    readProjectFrame(projectId),
    readForPage(getCase, { projectId }),
    readLife(projectId),
  ]);
  const href = `/projects/${projectId}/business-case`;
  const firstStage = frame.trail.stages[0];
  const isEditing = asked.edit === "1" && view.whyNotEdit === null;
  const isComparing = asked.from !== undefined || asked.version !== undefined;
  const hasBegun = isScoreBegun(life.scorecard);

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
          <SigningWays>
            <CaseSide view={view} href={href} actions={besideThePaper} />
            <CaseRisks projectId={projectId} view={life.risks} />
          </SigningWays>
        }
      >
        <StaleBanner view={life.assumptions} />
        <CaseStanding view={view} href={href} />
        {!isEditing && !isComparing && hasBegun && <Score {...{ life, asked, href }} />}
        {isEditing ? (
          <LaterCaseEditor
            projectId={projectId}
            version={view.version}
            draft={view.draft}
            labels={view.labels}
            classes={view.classes}
            readerId={life.readerId}
            hrefs={{ done: `${href}?draft=1`, efforts: `${href}/earlier-efforts` }}
            actions={{ save: saveDraftAction, reread: rereadDraftAction }}
          />
        ) : (
          <Reading view={view} asked={asked} gateCode={firstStage?.gate?.code ?? ""} />
        )}
        {!isEditing && !isComparing && !hasBegun && <Score {...{ life, asked, href }} />}
        {!isEditing && view.latest !== null && (
          <AssumptionsPanel view={life.assumptions} action={reviewAssumptionAction} />
        )}
        {!isEditing && (
          <SigningWays>
            <AmendmentsPanel
              view={life.amendments}
              actions={{
                propose: proposeAmendmentAction,
                decline: declineAmendmentAction,
                sign: signAmendmentAction,
              }}
            />
          </SigningWays>
        )}
      </PageColumns>
    </>
  );
}

/** What became of the signed case and could yet: scorecard, assumptions, amendments, risks. */
async function readLife(projectId: ProjectId) {
  const [me, scorecard, assumptions, amendments, risks] = await Promise.all([
    currentPerson(),
    readForPage(getScorecard, { projectId }),
    readForPage(getAssumptions, { projectId }),
    readForPage(getAmendments, { projectId }),
    readForPage(getWorstRisks, { projectId }),
  ]);
  return { readerId: me.id, scorecard, assumptions, amendments, risks };
}

type ScoreProps = { life: Awaited<ReturnType<typeof readLife>>; asked: Asked; href: string };

/** From go-live or the first reading on, the page opens with how the case turned out. */
function isScoreBegun({ goLive, rows }: ScorecardView): boolean {
  return goLive.on !== null || rows.some(({ cells }) => cells.some((cell) => cell.reading));
}

function Score({ life: { scorecard }, asked, href }: ScoreProps) {
  return (
    <>
      <Scorecard view={scorecard} href={href} />
      <ScorecardActs
        view={scorecard}
        asked={{ read: asked.read, at: asked.at }}
        actions={{ record: recordActualAction, setGoLive: setGoLiveAction }}
      />
    </>
  );
}

type ReadingProps = { view: CaseView; asked: Asked; gateCode: string };

/** One of: two versions compared, an older version, the draft, or the version that can be signed. */
async function Reading({ view, asked, gateCode }: ReadingProps) {
  const { projectId, labels, latest } = view;
  const [from, to, number] = [asked.from, asked.to, asked.version].map(Number);
  if (from !== undefined && to !== undefined && from > 0 && to > 0) {
    const compared = await readForPage(compareCase, { projectId, from, to });
    return (
      <>
        <CompareChooser versions={view.versions} from={from} to={to} />
        <ComparisonPaper view={compared} />
      </>
    );
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
