import type { Metadata } from "next";
import * as z from "zod";
import { ConfirmForm, type TriggerChoice } from "@/components/loop-backs/confirm-form";
import { LoopEffectList } from "@/components/loop-backs/loop-effect";
import { StageChoice } from "@/components/loop-backs/stage-choice";
import { ProjectFrame } from "@/components/projects/project-frame";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import { listEvidence } from "@/lib/evidence/queries";
import type { ProjectId, StageId } from "@/lib/kernel/ids";
import {
  type LoopBackPreviewView,
  previewLoopBack,
} from "@/lib/projects/queries/preview-loop-back";
import { listProjectRisks } from "@/lib/risks/queries";
import { readForPage } from "@/lib/web/for-page";
import { readProjectFrame } from "@/lib/web/frames";
import { goBackAction } from "./actions";

export const metadata: Metadata = { title: "Go back" };

type Props = {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

const search = z.object({
  to: z.uuid().optional().catch(undefined),
  /** What another page proposes to write as the reason; the person may change it. */
  reason: z.string().max(1000).optional().catch(undefined),
});

/** Open risks and the newest evidence: what a team can point at. */
async function readTriggers(projectId: string): Promise<TriggerChoice[]> {
  const id = projectId as ProjectId;
  const [risks, evidence] = await Promise.all([
    readForPage(listProjectRisks, { projectId: id, status: "open", limit: 20 }),
    readForPage(listEvidence, { projectId: id, standing: "living", limit: 20 }),
  ]);
  return [
    ...risks.rows.map((risk) => ({
      value: `risk:${risk.id}`,
      label: `Risk ${risk.key}: ${risk.title}`,
    })),
    ...evidence.rows.map((row) => ({
      value: `evidence:${row.id}`,
      label: `Evidence: ${row.title}`,
    })),
  ];
}

type ViewProps = {
  view: LoopBackPreviewView;
  toId: string | undefined;
  reason: string | undefined;
};

function Choice({ view, toId, reason }: ViewProps) {
  const base = `/projects/${view.projectId}/go-back`;
  const given = reason === undefined ? {} : { reason };
  if (view.from === null || view.choices.length === 0) {
    return (
      <EmptyState title="There is nothing to go back to">
        The project is in its first stage, or no stage has begun yet.
      </EmptyState>
    );
  }
  return (
    <StageChoice
      choices={view.choices}
      chosenId={toId}
      hrefOf={(stageId) => `${base}?${new URLSearchParams({ to: stageId, ...given })}`}
    />
  );
}

function Effect({ view, now }: { view: LoopBackPreviewView; now: Date }) {
  if (view.effect === null) {
    return null;
  }
  return (
    <Panel
      title={`What going back to ${view.effect.to.name} means`}
      meta={`opens iteration ${view.nextIteration}`}
      ground="paper"
    >
      <LoopEffectList effect={view.effect} now={now} />
      <p className="border-t border-paper-line pt-3 text-ink-2">
        {view.costSoFarDays} person-days were spent in this project so far.
      </p>
    </Panel>
  );
}

async function Confirm({ view, reason }: Omit<ViewProps, "toId">) {
  const { effect, from, whyNot } = view;
  if (whyNot !== null) {
    return (
      <Panel title="Go back">
        <p className="text-ink-2">{whyNot}</p>
      </Panel>
    );
  }
  if (effect === null || from === null) {
    return (
      <Panel title="Go back">
        <p className="text-ink-2">
          Choose a stage to see what begins again and what stops counting. Nothing changes before
          you confirm.
        </p>
      </Panel>
    );
  }
  const chosen = view.choices.find(({ stageId }) => stageId === effect.to.stageId);
  return (
    <Panel title="Say why, and confirm">
      <ConfirmForm
        key={effect.to.stageId}
        action={goBackAction}
        projectId={view.projectId}
        version={view.version}
        from={from}
        to={effect.to}
        usualReasons={chosen?.usualReasons ?? []}
        triggers={await readTriggers(view.projectId)}
        later={effect.toRecheck}
        proposed={reason}
      />
    </Panel>
  );
}

export default async function GoBackPage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const { to, reason } = search.parse(await searchParams);
  const [frame, view] = await Promise.all([
    readProjectFrame(projectId),
    readForPage(previewLoopBack, {
      projectId: projectId as ProjectId,
      ...(to === undefined ? {} : { toStageId: to as StageId }),
    }),
  ]);
  const now = new Date();
  return (
    <>
      <ProjectFrame
        frame={frame}
        crumbs={[{ label: "Go back" }]}
        {...(to === undefined ? {} : { viewedStageId: to })}
        actions={<ButtonLink href={`/projects/${projectId}`}>Stay where the project is</ButtonLink>}
      />
      <div className="wm-columns" data-aside="wide" data-extent="bounded">
        <div className="wm-column">
          <Panel
            title="Go back to an earlier stage"
            meta={view.from === null ? undefined : `from ${view.from.number} ${view.from.name}`}
            padding="none"
          >
            <Choice view={view} toId={to} reason={reason} />
          </Panel>
          <Effect view={view} now={now} />
        </div>
        <div className="wm-column">
          <Confirm view={view} reason={reason} />
        </div>
      </div>
    </>
  );
}
