import type { Metadata } from "next";
import { ApprovalsPanel } from "@/components/gates/approvals-panel";
import { AttestationsPanel } from "@/components/gates/attestations-panel";
import { ChecksPanel } from "@/components/gates/checks-panel";
import { ConditionsPanel } from "@/components/gates/conditions-panel";
import { CriteriaPanel } from "@/components/gates/criteria-panel";
import { DecisionForm } from "@/components/gates/decision-form";
import { FeedbackPanel } from "@/components/gates/feedback-panel";
import { QuestionPaper } from "@/components/gates/question-paper";
import { ReasonForm } from "@/components/gates/reason-form";
import { RequestForm } from "@/components/gates/request-form";
import { RoundsPanel } from "@/components/gates/rounds-panel";
import { WaiverPanel } from "@/components/gates/waiver-panel";
import { PageColumns } from "@/components/layout/page-columns";
import { ProjectFrame } from "@/components/projects/project-frame";
import { Panel } from "@/components/ui/panel";
import { getGate } from "@/lib/gates/queries";
import type { GateView } from "@/lib/gates/schema";
import type { GateId, ProjectId } from "@/lib/kernel/ids";
import { readForPage } from "@/lib/web/for-page";
import { readProjectFrame } from "@/lib/web/frames";
import { noteOpened } from "@/lib/web/note-opened";
import { SigningWays } from "../../../../signing-ways";
import {
  attestAction,
  confirmConditionAction,
  decideGateAction,
  giveFeedbackAction,
  grantWaiverAction,
  requestGateAction,
  setCheckAction,
  waiveGateAction,
  withdrawAttestationAction,
  withdrawRequestAction,
} from "./actions";

export const metadata: Metadata = { title: "Gate" };

type Props = { params: Promise<{ projectId: ProjectId; gateId: GateId }> };

export default async function GatePage({ params }: Props) {
  const { projectId, gateId } = await params;
  const [frame, gate] = await Promise.all([
    readProjectFrame(projectId),
    readForPage(getGate, { gateId }),
  ]);
  if (gate.toSign !== null) {
    const { round: number } = gate.toSign;
    await noteOpened({ projectId, subject: "gate_round", subjectId: gate.id, number });
  }
  return (
    <>
      <ProjectFrame
        frame={frame}
        viewedStageId={gate.stage.id}
        crumbs={[
          { label: "Gates", href: `/projects/${projectId}/gates` },
          { label: `${gate.code} ${gate.name}` },
        ]}
      />
      <PageColumns
        asideWidth="regular"
        aside={
          <SigningWays>
            <Aside gate={gate} />
          </SigningWays>
        }
      >
        <QuestionPaper gate={gate} />
        <Criteria gate={gate} />
        <FeedbackPanel gate={gate} give={giveFeedbackAction} />
        <AttestationsPanel gate={gate} attest={attestAction} withdraw={withdrawAttestationAction} />
        <ChecksPanel gate={gate} set={setCheckAction} />
        <ConditionsPanel conditions={gate.conditions} confirm={confirmConditionAction} />
      </PageColumns>
    </>
  );
}

/** While a round is open, approvers read what it froze; what moved since stands beside it. */
function Criteria({ gate }: { gate: GateView }) {
  const { round } = gate;
  if (round === null) {
    return <CriteriaPanel title="Criteria" criteria={gate.criteria} />;
  }
  return (
    <>
      <CriteriaPanel
        title={`Criteria as frozen in round ${round.number}`}
        note="This is what the decision covers, however the project moves on."
        criteria={round.criteria}
      />
      <details className="px-3.5 md:px-0">
        <summary className="cursor-pointer text-sm text-spruce underline">
          Criteria as they are now
        </summary>
        <div className="mt-2">
          <CriteriaPanel title="Criteria now" criteria={gate.criteria} />
        </div>
      </details>
    </>
  );
}

function Aside({ gate }: { gate: GateView }) {
  return (
    <>
      {gate.toSign !== null && (
        <Panel title="Your decision" ground="review">
          <DecisionForm gate={gate} toSign={gate.toSign} action={decideGateAction} />
        </Panel>
      )}
      {gate.toSign === null && gate.round !== null && gate.whyNotDecide !== null && (
        <Panel title="Decide">
          <p className="text-ink-2 text-sm">{gate.whyNotDecide}</p>
        </Panel>
      )}
      {gate.round === null && (!hasPassed(gate) || gate.whyNotRequest === null) && (
        <Request gate={gate} />
      )}
      <ApprovalsPanel gate={gate} />
      {gate.round !== null && gate.whyNotWithdraw === null && (
        <ReasonForm
          label={`Withdraw round ${gate.round.number}`}
          field={{ name: "reason", label: "Reason" }}
          hidden={{ gateId: gate.id, round: gate.round.number }}
          variant="danger"
          action={withdrawRequestAction}
        />
      )}
      <RoundsPanel
        rounds={gate.rounds}
        pdfHref={`/projects/${gate.projectId}/gates/${gate.id}/pdf`}
      />
      <WaiverPanel gate={gate} waive={waiveGateAction} grant={grantWaiverAction} />
    </>
  );
}

function hasPassed({ state }: GateView): boolean {
  return state === "passed" || state === "passed_with_conditions";
}

function Request({ gate }: { gate: GateView }) {
  const open = gate.readiness.of - gate.readiness.met;
  return (
    <Panel title={`Request ${gate.code} review`}>
      {gate.whyNotRequest === null ? (
        <RequestForm
          gateId={gate.id}
          code={gate.code}
          needsEarlyReason={gate.needsEarlyReason}
          openCriteria={open}
          action={requestGateAction}
        />
      ) : (
        <p className="text-ink-2 text-sm">{gate.whyNotRequest}</p>
      )}
    </Panel>
  );
}
