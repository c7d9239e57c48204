import type { ReactNode } from "react";
import { ProposalSection } from "@/components/risk-treatment/proposal-section";
import type { TreatmentActions } from "@/components/risk-treatment/treatment-actions";
import { ActionsSection, ControlsSection } from "@/components/risk-treatment/treatment-section";
import { ClosedFindings, OpenFindings } from "@/components/risk-watches/findings";
import { type WatchActions, WatchesSection } from "@/components/risk-watches/watches-section";
import type { FormAction } from "@/components/ui/action-form";
import { DueDay } from "@/components/ui/due-day";
import { Facts } from "@/components/ui/facts";
import { formatDay } from "@/components/ui/format-date";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import type { RiskTreatmentView } from "@/lib/risk-treatment/schema";
import type { RiskWatchesView } from "@/lib/risk-watches/schema/watches";
import type { RiskView } from "@/lib/risks/schema";
import type { RiskAcceptancesView } from "@/lib/risks/schema/acceptances";
import { type AcceptanceActions, AcceptancePanel } from "./acceptance-panel";
import { LevelHistory } from "./level-history";
import { ReviewRiskForm } from "./review-form";
import { ReviewHistory } from "./review-history";
import { EditRiskForm, EndRiskForm, RateRiskForm, TreatRiskForm } from "./risk-forms";
import { Levels, Story } from "./risk-story";
import {
  categoryWords,
  knowledgeWords,
  sourceWords,
  statusWords,
  treatmentWords,
} from "./risk-words";
import { ScoreOverTime } from "./score-over-time";

export type RiskActions = {
  update: FormAction;
  rate: FormAction;
  review: FormAction;
  treat: FormAction;
  close: FormAction;
  reopen: FormAction;
} & AcceptanceActions &
  WatchActions &
  TreatmentActions;

type RiskDrawerProps = {
  risk: RiskView;
  acceptances: RiskAcceptancesView;
  watches: RiskWatchesView;
  treatment: RiskTreatmentView;
  actions: RiskActions;
  now: Date;
  /** Across projects the drawer leads to the project's own register. */
  extent: "project" | "workspace";
  parts: ReactNode;
};

export function RiskDrawerHead({ risk }: { risk: RiskView }) {
  return (
    <>
      <span className="wm-mono font-semibold">{risk.key}</span>
      {risk.isAboveAppetite ? (
        <Tag tone="bad">Above appetite</Tag>
      ) : (
        <Tag>{statusWords[risk.status]}</Tag>
      )}
    </>
  );
}

function DueFact({ risk, now }: { risk: RiskView; now: Date }) {
  return risk.dueOn === null ? (
    <span className="text-ink-3">No day set</span>
  ) : (
    <DueDay on={risk.dueOn} now={now} show={risk.status === "open" ? "due" : "plain"} />
  );
}

function ReviewFact({ risk, now }: { risk: RiskView; now: Date }) {
  return risk.reviewDueOn === null || risk.status === "closed" ? (
    <span className="text-ink-3">None due</span>
  ) : (
    <DueDay on={risk.reviewDueOn} now={now} />
  );
}

function RiskFacts({ risk, now, extent }: Pick<RiskDrawerProps, "risk" | "now" | "extent">) {
  const stage =
    risk.stageName === null ? "The whole project" : `${risk.stageNumber} ${risk.stageName}`;
  const project = {
    name: "Project",
    value: (
      <TextLink href={`/projects/${risk.projectId}/risks?risk=${risk.id}`}>
        {risk.projectName}
      </TextLink>
    ),
  };
  return (
    <Facts
      facts={[
        ...(extent === "workspace" ? [project] : []),
        { name: "State", value: statusWords[risk.status] },
        { name: "Owner", value: risk.ownerName ?? <span className="text-bad-ink">Nobody</span> },
        { name: "Treatment", value: treatmentWords[risk.treatment] },
        { name: "Due", value: <DueFact risk={risk} now={now} /> },
        { name: "Review", value: <ReviewFact risk={risk} now={now} /> },
        { name: "Gate", value: risk.gateCode ?? "No gate of its own" },
        { name: "Stage", value: stage },
        { name: "Category", value: categoryWords[risk.category] },
        { name: "Knowledge", value: knowledgeWords[risk.knowledge] },
        { name: "Noticed by", value: sourceWords[risk.source] },
        {
          name: "Identified",
          value: `${formatDay(risk.identifiedOn, { now })}, raised by ${risk.raisedByName}`,
        },
      ]}
    />
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2 border-t border-line pt-3">
      <h3 className="font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Acts({
  risk,
  treatment,
  actions,
}: Pick<RiskDrawerProps, "risk" | "treatment" | "actions">) {
  if (risk.whyNotEdit !== null) {
    return <p className="border-t border-line pt-3 text-ink-2">{risk.whyNotEdit}</p>;
  }
  const isClosed = risk.status === "closed";
  return (
    <div className="no-print" key={risk.id}>
      {isClosed ? (
        <p className="border-t border-line py-2 text-ink-2">
          This risk is closed. Reopen it before rating it again.
        </p>
      ) : (
        <>
          <ReviewRiskForm risk={risk} evidence={treatment.evidence} action={actions.review} />
          <RateRiskForm risk={risk} action={actions.rate} />
        </>
      )}
      <TreatRiskForm risk={risk} action={actions.treat} />
      <EditRiskForm risk={risk} action={actions.update} />
      {!isClosed && <EndRiskForm risk={risk} action={actions.close} end="close" />}
      {isClosed && <EndRiskForm risk={risk} action={actions.reopen} end="reopen" />}
    </div>
  );
}

export function RiskDrawer(props: RiskDrawerProps) {
  const { risk, acceptances, watches, treatment, actions, now, extent, parts } = props;
  return (
    <>
      <OpenFindings view={watches} actions={actions} now={now} />
      <ProposalSection key={`proposal ${risk.id}`} risk={risk} view={treatment} actions={actions} />
      <div className="grid gap-2">
        <h2 className="text-lg font-semibold">{risk.title}</h2>
        <Story risk={risk} />
      </div>
      <Levels risk={risk} />
      <RiskFacts risk={risk} now={now} extent={extent} />
      {risk.treatmentNote !== "" && (
        <Section title="What is done about it">
          <p className="whitespace-pre-line text-ink-2">{risk.treatmentNote}</p>
        </Section>
      )}
      {risk.status === "closed" && (
        <Section title="Why it was closed">
          <p className="whitespace-pre-line text-ink-2">{risk.closedReason}</p>
        </Section>
      )}
      <ActionsSection
        key={`actions ${risk.id}`}
        risk={risk}
        view={treatment}
        {...{ actions, now }}
      />
      <ControlsSection
        key={`controls ${risk.id}`}
        risk={risk}
        view={treatment}
        {...{ actions, now }}
      />
      <Section title="Acceptance">
        <AcceptancePanel key={risk.id} risk={risk} view={acceptances} actions={actions} now={now} />
      </Section>
      {parts}
      <WatchesSection key={risk.id} view={watches} actions={actions} now={now} />
      <Acts risk={risk} treatment={treatment} actions={actions} />
      <Section title="Reviews">
        <ReviewHistory risk={risk} now={now} />
      </Section>
      <Section title="How it was rated">
        <ScoreOverTime risk={risk} now={now} />
        <LevelHistory changes={risk.changes} now={now} />
      </Section>
      <ClosedFindings view={watches} now={now} />
    </>
  );
}
