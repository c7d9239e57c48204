import type { Metadata } from "next";
import { PageColumns } from "@/components/layout/page-columns";
import { ProjectFrame } from "@/components/projects/project-frame";
import { AcceptancePaper } from "@/components/risks/acceptance-paper";
import { DeclineAcceptanceForm, SignAcceptanceForm } from "@/components/risks/sign-acceptance-form";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import type { ProjectId, RiskId } from "@/lib/kernel/ids";
import { getRisk } from "@/lib/risks/queries";
import { getRiskAcceptances } from "@/lib/risks/queries/acceptances";
import type { RiskAcceptancesView } from "@/lib/risks/schema/acceptances";
import { readForPage } from "@/lib/web/for-page";
import { readProjectFrame } from "@/lib/web/frames";
import { SigningWays } from "../../../../../signing-ways";
import { declineAcceptanceAction, signAcceptanceAction } from "./actions";

export const metadata: Metadata = { title: "Accept a risk" };

type Props = { params: Promise<{ projectId: ProjectId; riskId: RiskId }> };

export default async function AcceptancePage({ params }: Props) {
  const { projectId, riskId } = await params;
  const [frame, risk, view] = await Promise.all([
    readProjectFrame(projectId),
    readForPage(getRisk, { riskId }),
    readForPage(getRiskAcceptances, { riskId }),
  ]);
  const register = `/projects/${risk.projectId}/risks`;
  return (
    <>
      <ProjectFrame
        frame={frame}
        crumbs={[{ label: "Risks", href: register }, { label: `Accept ${risk.key}` }]}
      />
      <PageColumns
        asideWidth="regular"
        aside={
          <SigningWays>
            <Answer view={view} href={`${register}?risk=${risk.id}`} />
          </SigningWays>
        }
      >
        <AcceptancePaper risk={risk} view={view} now={new Date()} />
      </PageColumns>
    </>
  );
}

function Answer({ view, href }: { view: RiskAcceptancesView; href: string }) {
  const { waiting } = view;
  if (waiting === null) {
    return (
      <Panel title="Nothing to sign">
        <p className="text-ink-2">
          Nobody is asked to accept this risk now. <TextLink href={href}>To the risk</TextLink>
        </p>
      </Panel>
    );
  }
  if (waiting.whyNotSign !== null) {
    return (
      <Panel title="Your signature">
        <p className="text-ink-2">{waiting.whyNotSign}</p>
      </Panel>
    );
  }
  return (
    <Panel title="Your signature">
      <div className="grid gap-3">
        <SignAcceptanceForm waiting={waiting} action={signAcceptanceAction} />
        <DeclineAcceptanceForm requestId={waiting.id} action={declineAcceptanceAction} />
      </div>
    </Panel>
  );
}
