import type { Metadata } from "next";
import { redirect } from "next/navigation";
import * as z from "zod";
import { PageColumns } from "@/components/layout/page-columns";
import { ColumnsStep } from "@/components/risk-imports/columns-step";
import { DiscardForm } from "@/components/risk-imports/discard-form";
import { DoneStep } from "@/components/risk-imports/done-step";
import { FileForm } from "@/components/risk-imports/file-form";
import { type ImportSearch, readImportSearch } from "@/components/risk-imports/import-address";
import { ImportSteps } from "@/components/risk-imports/import-steps";
import { MyImports } from "@/components/risk-imports/my-imports";
import { RowsStep } from "@/components/risk-imports/rows-step";
import { Banner } from "@/components/ui/banner";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import type { ImportDraftId, ImportId, WorkspaceId } from "@/lib/kernel/ids";
import { getImportDraft, getRiskImport, listRiskImports } from "@/lib/risk-imports/queries/imports";
import { isReadable } from "@/lib/risk-imports/rules/guess-columns";
import { readForPage, readIfAllowed } from "@/lib/web/for-page";
import { openWorkspace } from "@/lib/web/frames";
import { openAnswer } from "@/lib/web/sealed-answer";
import {
  discardImportAction,
  mapColumnsAction,
  mapWordsAction,
  mendRowAction,
  rereadDraftAction,
  undoImportAction,
} from "./actions";

export const metadata: Metadata = { title: "Import risks" };

const told = z.object({ problem: z.string() });

function problemOf({ problem }: ImportSearch): string | undefined {
  return problem === undefined ? undefined : openAnswer(problem, told)?.problem;
}

async function Begin({ workspaceId, search }: { workspaceId: WorkspaceId; search: ImportSearch }) {
  const view = await readIfAllowed(listRiskImports, { workspaceId });
  const whyNot =
    view === null ? "Auditors read the register and bring nothing in." : view.whyNotImport;
  const problem = problemOf(search);
  return (
    <>
      <ImportSteps current="file" />
      <Panel title="Choose a file">
        {whyNot === null ? (
          <FileForm
            key={problem}
            workspaceId={workspaceId}
            {...(problem === undefined ? {} : { problem })}
          />
        ) : (
          <EmptyState title="There is nothing you could import into">{whyNot}</EmptyState>
        )}
      </Panel>
      {view !== null && <MyImports view={view} now={new Date()} />}
    </>
  );
}

async function Draft({ search, draftId }: { search: ImportSearch; draftId: ImportDraftId }) {
  const { show, from } = search;
  const draft = await readForPage(getImportDraft, { draftId, show, from });
  if (draft.importId !== null) {
    redirect(`/risks/import?done=${draft.importId}`);
  }
  const step = search.step ?? (isReadable(draft.columns) ? "rows" : "columns");
  const problem = problemOf(search);
  return (
    <>
      <ImportSteps current={step} />
      {problem !== undefined && <Banner tone="bad" lead={problem} live="assertive" />}
      {step === "columns" ? (
        <ColumnsStep draft={draft} actions={{ reread: rereadDraftAction, map: mapColumnsAction }} />
      ) : (
        <RowsStep
          draft={draft}
          search={search}
          actions={{ map: mapWordsAction, mend: mendRowAction }}
        />
      )}
      <div className="max-sm:px-4">
        <DiscardForm draftId={draftId} action={discardImportAction} />
      </div>
    </>
  );
}

async function Done({ importId }: { importId: ImportId }) {
  const view = await readForPage(getRiskImport, { importId });
  return (
    <>
      <ImportSteps current="done" />
      <DoneStep view={view} now={new Date()} undo={undoImportAction} />
    </>
  );
}

function Step({ workspaceId, search }: { workspaceId: WorkspaceId; search: ImportSearch }) {
  if (search.done !== undefined) {
    return <Done importId={search.done as ImportId} />;
  }
  return search.draft === undefined ? (
    <Begin workspaceId={workspaceId} search={search} />
  ) : (
    <Draft search={search} draftId={search.draft as ImportDraftId} />
  );
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ImportPage({ searchParams }: Props) {
  const search = readImportSearch(await searchParams);
  const { id, name } = await openWorkspace();
  const crumbs = [
    { label: name, href: "/portfolio" },
    { label: "Risks", href: "/risks" },
    { label: "Import" },
  ];
  return (
    <>
      <Breadcrumbs crumbs={crumbs} />
      <PageHeader
        title="Import risks"
        facts={["From a spreadsheet", "Nothing is stored before you say so"]}
      />
      <PageColumns>
        <Step workspaceId={id} search={search} />
      </PageColumns>
    </>
  );
}
