import type { Metadata } from "next";
import { MeetingLink } from "@/components/risk-meetings/meeting-link";
import { PickBar } from "@/components/risks/pick-bar";
import { filterAcross, searchText } from "@/components/risks/register-address";
import { RegisterDrawer } from "@/components/risks/register-drawer";
import { RegisterExchange } from "@/components/risks/register-exchange";
import { readRegisterSearch, type SearchParams } from "@/components/risks/register-search";
import { RiskRegister } from "@/components/risks/risk-register";
import { sortWords } from "@/components/risks/risk-words";
import { SavedViews } from "@/components/risks/saved-views";
import { Banner } from "@/components/ui/banner";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { listRiskViews } from "@/lib/risk-register/queries/list-risk-views";
import { getRiskFacets, listWorkspaceRisks } from "@/lib/risks/queries";
import { readForPage } from "@/lib/web/for-page";
import { openWorkspace, readWorkspaceFrame } from "@/lib/web/frames";
import { RiskPartsSection } from "../projects/[projectId]/risks/parts/risk-parts-section";
import { deleteRiskViewAction, renameRiskViewAction, saveRiskViewAction } from "./actions";
import { MendingOfWorkspace } from "./mending";
import { readOpenedRisk, riskActions } from "./opened-risk";

export const metadata: Metadata = { title: "Risks" };

const viewActions = {
  save: saveRiskViewAction,
  rename: renameRiskViewAction,
  remove: deleteRiskViewAction,
};

type Props = { searchParams: Promise<SearchParams> };

/** What a change of many risks came to, on the page it leads back to. */
function ChangedNote({ changed }: { changed: SearchParams[string] }) {
  const count = typeof changed === "string" && /^[0-9]{1,3}$/.test(changed) ? Number(changed) : 0;
  if (count === 0) {
    return null;
  }
  return (
    <Banner
      tone="ok"
      lead={count === 1 ? "1 risk is changed." : `${count} risks are changed.`}
      live="polite"
    />
  );
}

export default async function RisksPage({ searchParams }: Props) {
  const params = await searchParams;
  const search = readRegisterSearch(params);
  const workspace = await openWorkspace();
  const workspaceId = workspace.id;
  const filter = filterAcross(search);
  const { projectId, ownerId } = filter;
  const [{ me }, view, facets, views, risk] = await Promise.all([
    readWorkspaceFrame(),
    readForPage(listWorkspaceRisks, { workspaceId, ...filter }),
    readForPage(getRiskFacets, { workspaceId, projectId, ownerId }),
    readForPage(listRiskViews, { workspaceId }),
    readOpenedRisk(search.risk),
  ]);
  const register = { base: "/risks", search };
  const isReader = workspace.role === "auditor";
  const singleKeys = me.singleKeys ? "on" : "off";
  const picking = <PickBar form="chosen-risks" action="/risks/edit" singleKeys={singleKeys} />;
  const shared = { register, rows: view.rows, actions: riskActions, now: new Date() };
  const drawer =
    search.risk === undefined ? undefined : (
      <RegisterDrawer
        risk={risk}
        extent="workspace"
        parts={<RiskPartsSection riskId={search.risk} />}
        {...shared}
      />
    );
  return (
    <>
      <Breadcrumbs crumbs={[{ label: workspace.name, href: "/portfolio" }, { label: "Risks" }]} />
      <PageHeader
        title="Risks"
        facts={["Across projects", `${sortWords[search.sort]} first`]}
        actions={
          <>
            {!isReader && <MeetingLink base="/risks" search={search} due={view.counts.reviewDue} />}
            <ButtonLink href="/risks/pictures">Pictures</ButtonLink>
            <RegisterExchange search={search} role={workspace.role} />
          </>
        }
      />
      <RiskRegister
        view={view}
        register={register}
        options={{
          readerId: me.id,
          people: facets.owners,
          stages: [],
          projects: facets.projects,
          stageNumbers: facets.stages,
        }}
        extent="workspace"
        drawer={drawer}
        views={
          <>
            <ChangedNote changed={params["changed"]} />
            <MendingOfWorkspace workspaceId={workspaceId} params={params} />
            <SavedViews
              views={views}
              workspaceId={workspaceId}
              search={searchText(search)}
              base="/risks"
              actions={viewActions}
              isReader={isReader}
            />
          </>
        }
        picking={isReader ? undefined : { form: "chosen-risks", bar: picking }}
        raise={
          <ButtonLink href="/portfolio" variant="primary">
            Choose a project to raise one in
          </ButtonLink>
        }
      />
    </>
  );
}
