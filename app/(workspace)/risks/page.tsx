import type { Metadata } from "next";
import {
  filterAcross,
  readRegisterSearch,
  type SearchParams,
} from "@/components/risks/register-address";
import { RegisterDrawer } from "@/components/risks/register-drawer";
import { RegisterExchange } from "@/components/risks/register-exchange";
import { RiskRegister } from "@/components/risks/risk-register";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import type { RiskId } from "@/lib/kernel/ids";
import { getRisk, getRiskFacets, listWorkspaceRisks } from "@/lib/risks/queries";
import { getRiskAcceptances } from "@/lib/risks/queries/acceptances";
import { readForPage, readIfAllowed } from "@/lib/web/for-page";
import { openWorkspace, readWorkspaceFrame } from "@/lib/web/frames";
import {
  closeRiskAction,
  rateRiskAction,
  reopenRiskAction,
  requestAcceptanceAction,
  reviewRiskAction,
  revokeAcceptanceAction,
  treatRiskAction,
  updateRiskAction,
  withdrawAcceptanceAction,
} from "../projects/[projectId]/risks/actions";

export const metadata: Metadata = { title: "Risks" };

const actions = {
  update: updateRiskAction,
  rate: rateRiskAction,
  review: reviewRiskAction,
  request: requestAcceptanceAction,
  withdraw: withdrawAcceptanceAction,
  revoke: revokeAcceptanceAction,
  treat: treatRiskAction,
  close: closeRiskAction,
  reopen: reopenRiskAction,
};

type Props = { searchParams: Promise<SearchParams> };

async function readOpened(id: string | undefined) {
  if (id === undefined) {
    return null;
  }
  const input = { riskId: id as RiskId };
  const [risk, acceptances] = await Promise.all([
    readIfAllowed(getRisk, input),
    readIfAllowed(getRiskAcceptances, input),
  ]);
  return risk !== null && acceptances !== null ? { risk, acceptances } : null;
}

export default async function RisksPage({ searchParams }: Props) {
  const search = readRegisterSearch(await searchParams);
  const workspace = await openWorkspace();
  const workspaceId = workspace.id;
  const filter = filterAcross(search);
  const { projectId, ownerId } = filter;
  const [{ me }, view, facets, risk] = await Promise.all([
    readWorkspaceFrame(),
    readForPage(listWorkspaceRisks, { workspaceId, ...filter }),
    readForPage(getRiskFacets, { workspaceId, projectId, ownerId }),
    readOpened(search.risk),
  ]);
  const register = { base: "/risks", search };
  const shared = { register, rows: view.rows, actions, now: new Date() };
  const drawer =
    search.risk === undefined ? undefined : (
      <RegisterDrawer risk={risk} extent="workspace" {...shared} />
    );
  return (
    <>
      <Breadcrumbs crumbs={[{ label: workspace.name, href: "/portfolio" }, { label: "Risks" }]} />
      <PageHeader
        title="Risks"
        facts={["Across projects", "Highest current score first"]}
        actions={<RegisterExchange search={search} />}
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
        raise={
          <ButtonLink href="/portfolio" variant="primary">
            Choose a project to raise one in
          </ButtonLink>
        }
      />
    </>
  );
}
