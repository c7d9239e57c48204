import type { Metadata } from "next";
import { ProjectFrame } from "@/components/projects/project-frame";
import { MeetingLink } from "@/components/risk-meetings/meeting-link";
import { RaiseDrawer } from "@/components/risks/raise-drawer";
import { drawerHref, filterOf, type Register } from "@/components/risks/register-address";
import { type OpenedRisk, RegisterDrawer } from "@/components/risks/register-drawer";
import { RegisterExchange } from "@/components/risks/register-exchange";
import { readRegisterSearch, type SearchParams } from "@/components/risks/register-search";
import { RiskRegister } from "@/components/risks/risk-register";
import { ButtonLink } from "@/components/ui/button-link";
import type { ProjectId } from "@/lib/kernel/ids";
import { listRiskSuggestions } from "@/lib/risk-catalogue/queries/suggestions";
import { getRiskOptions, listProjectRisks } from "@/lib/risks/queries";
import type { RiskOptionsView, RiskRegisterView } from "@/lib/risks/schema";
import { readForPage } from "@/lib/web/for-page";
import { openWorkspace, readProjectFrame } from "@/lib/web/frames";
import { MendingOfProject } from "../../../risks/mending";
import { readOpenedRisk, riskActions } from "../../../risks/opened-risk";
import { raiseRiskAction } from "./actions";
import { RiskPartsSection } from "./parts/risk-parts-section";

export const metadata: Metadata = { title: "Risks" };

type Props = { params: Promise<{ projectId: string }>; searchParams: Promise<SearchParams> };

async function readOpened(riskId: string | undefined, projectId: string) {
  const found = await readOpenedRisk(riskId);
  return found?.risk.projectId === projectId ? found : null;
}

function RaiseLink({ register, options }: { register: Register; options: RiskOptionsView }) {
  if (options.whyNotRaise !== null) {
    return null;
  }
  return (
    <ButtonLink
      href={drawerHref(register, "new")}
      variant="primary"
      icon="plus"
      shortcut="A"
      data-command="add-risk"
      scroll={false}
    >
      Raise risk
    </ButtonLink>
  );
}

export default async function ProjectRisksPage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const given = await searchParams;
  const search = readRegisterSearch(given);
  const id = projectId as ProjectId;
  const { role } = await openWorkspace();
  const [frame, view, options, risk, suggestions] = await Promise.all([
    readProjectFrame(projectId),
    readForPage(listProjectRisks, { projectId: id, ...filterOf(search) }),
    readForPage(getRiskOptions, { projectId: id }),
    readOpened(search.risk, projectId),
    readForPage(listRiskSuggestions, { projectId: id }),
  ]);
  const register = { base: `/projects/${projectId}/risks`, search };
  const raise = <RaiseLink register={register} options={options} />;
  return (
    <>
      <ProjectFrame
        frame={frame}
        crumbs={[{ label: "Risks" }]}
        actions={
          <>
            <ButtonLink href={`${register.base}/pictures`}>Pictures</ButtonLink>
            <ButtonLink href={`${register.base}/suggestions`}>
              Suggestions ({suggestions.nowCount})
            </ButtonLink>
            {role !== "auditor" && <MeetingLink {...register} due={view.counts.reviewDue} />}
            <RegisterExchange
              search={search}
              project={{ id: projectId, base: register.base }}
              role={role}
            />
            {raise}
          </>
        }
      />
      <RiskRegister
        view={view}
        register={register}
        options={options}
        extent="project"
        raise={raise}
        views={<MendingOfProject projectId={id} params={given} />}
        drawer={drawerOf({ view, register, options, risk, projectId })}
      />
    </>
  );
}

type Opened = {
  view: RiskRegisterView;
  register: Register;
  options: RiskOptionsView;
  risk: OpenedRisk | null;
  projectId: string;
};

function drawerOf({ view, register, options, risk, projectId }: Opened) {
  const { search } = register;
  if (search.new) {
    return (
      <RaiseDrawer
        projectId={projectId}
        register={register}
        options={options}
        action={raiseRiskAction}
      />
    );
  }
  if (search.risk === undefined) {
    return undefined;
  }
  return (
    <RegisterDrawer
      risk={risk}
      rows={view.rows}
      register={register}
      actions={riskActions}
      extent="project"
      parts={<RiskPartsSection riskId={search.risk} />}
      now={new Date()}
    />
  );
}
