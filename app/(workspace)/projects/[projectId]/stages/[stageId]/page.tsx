import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ProjectFrame } from "@/components/projects/project-frame";
import { StageSuggestions } from "@/components/risk-catalogue/stage-suggestions";
import { GateChecklist } from "@/components/stages/gate-checklist";
import {
  readStageSearch,
  type SearchParams,
  type StagePlace,
  stageHref,
} from "@/components/stages/stage-address";
import { stageDayWord } from "@/components/stages/stage-dates";
import { StageEvidence } from "@/components/stages/stage-evidence";
import { StageLog } from "@/components/stages/stage-log";
import { TaskTable } from "@/components/tasks/task-table";
import { daysWord } from "@/components/tasks/task-words";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import { listEvidence } from "@/lib/evidence/queries";
import { getGate } from "@/lib/gates/queries";
import type { GateView } from "@/lib/gates/schema";
import { listEntries } from "@/lib/journal/queries";
import type { GateId, ProjectId, StageId } from "@/lib/kernel/ids";
import { listRiskSuggestions } from "@/lib/risk-catalogue/queries/suggestions";
import { getStage } from "@/lib/tasks/queries";
import type { StageView } from "@/lib/tasks/schema";
import { readForPage, readIfAllowed } from "@/lib/web/for-page";
import { findProjectFrame, readProjectFrame } from "@/lib/web/frames";
import {
  bringBackSuggestionAction,
  dismissSuggestionAction,
  takeSuggestionAction,
} from "../../risks/suggestions/actions";
import { moveTaskAction } from "./actions";
import { StageDrawer } from "./stage-drawer";

type Props = {
  params: Promise<{ projectId: string; stageId: string }>;
  searchParams: Promise<SearchParams>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { projectId, stageId } = await params;
  const frame = await findProjectFrame(projectId);
  const stage = frame?.trail.stages.find(({ id }) => id === stageId);
  return { title: stage === undefined ? "Stage" : `${stage.number} ${stage.name}` };
}

const suggestionActions = {
  take: takeSuggestionAction,
  dismiss: dismissSuggestionAction,
  bringBack: bringBackSuggestionAction,
};

const ENTRIES = 8;
const EVIDENCE = 8;

async function readStage(place: StagePlace) {
  const stage = await readForPage(getStage, { stageId: place.stageId as StageId });
  return stage.project.id === place.projectId ? stage : notFound();
}

/** A stage without a gate of its own leads to none. */
async function readGates(stage: StageView) {
  const gates = await Promise.all(
    stage.gates.map(({ id }) => readIfAllowed(getGate, { gateId: id as GateId })),
  );
  return gates.filter((gate) => gate !== null);
}

type StageActionsProps = { stage: StageView; place: StagePlace; gate: GateView | undefined };

function StageActions({ stage, place, gate }: StageActionsProps) {
  return (
    <>
      {stage.whyNotAttach === null && (
        <ButtonLink
          href={stageHref(place, { attach: "1" })}
          icon="evidence"
          shortcut="E"
          data-command="evidence"
          scroll={false}
        >
          Attach evidence
        </ButtonLink>
      )}
      {gate !== undefined && (
        <ButtonLink href={`/projects/${place.projectId}/gates/${gate.id}`} icon="diamond">
          {gate.whyNotRequest === null && gate.round === null
            ? `Request ${gate.code} review`
            : `Open ${gate.code}`}
        </ButtonLink>
      )}
    </>
  );
}

function Notices({ stage }: { stage: StageView }) {
  const warning = stage.whyNotEnter ?? stage.entryWarning;
  return (
    <>
      {stage.tailoredOutReason !== null && (
        <Banner tone="idle" lead="This stage is switched off.">
          {stage.tailoredOutReason}
        </Banner>
      )}
      {warning !== null && stage.tailoredOutReason === null && (
        <Banner tone={stage.whyNotEnter === null ? "warn" : "idle"} lead="The gate before is open.">
          {warning}
        </Banner>
      )}
    </>
  );
}

function isDrawerOpen({ search }: StagePlace): boolean {
  const { task, new: isNew, plan, attach } = search;
  return [task, isNew, plan, attach].some((drawer) => drawer !== undefined);
}

type TasksProps = { stage: StageView; place: StagePlace; now: Date };

function AddTaskLink({ stage, place }: Omit<TasksProps, "now">) {
  return stage.whyNotAddTask === null ? (
    <ButtonLink
      href={stageHref(place, { new: "1" })}
      size="sm"
      icon="plus"
      shortcut="T"
      data-command="add-task"
      scroll={false}
    >
      Add task
    </ButtonLink>
  ) : null;
}

function Tasks({ stage, place, now }: TasksProps) {
  const spent = stage.tasks.reduce((sum, task) => sum + task.loggedDays, 0);
  return (
    <Panel
      title={`${stage.number} ${stage.name}`}
      meta={`${stageDayWord(stage, now)}. ${daysWord(spent)} of ${daysWord(stage.estimateDays)} days used`}
      action={
        <span className="flex gap-1.5">
          <ButtonLink
            href={stageHref(place, { plan: "1" })}
            size="sm"
            variant="quiet"
            icon="calendar"
            scroll={false}
          >
            Plan
          </ButtonLink>
          <AddTaskLink stage={stage} place={place} />
        </span>
      }
      padding="none"
    >
      {stage.purpose !== "" && (
        <div className="border-b border-line px-3.5 py-2 text-ink-2">
          <p className="max-w-3xl">{stage.purpose}</p>
        </div>
      )}
      {stage.tasks.length === 0 ? (
        <EmptyState
          title="No tasks in this stage"
          action={<AddTaskLink stage={stage} place={place} />}
        />
      ) : (
        <TaskTable
          tasks={stage.tasks}
          outputs={stage.outputs}
          caption={`Tasks of ${stage.name}`}
          selectedId={place.search.task}
          room={isDrawerOpen(place) ? "beside" : "whole"}
          taskHref={(task) => stageHref(place, { task })}
          riskHref={(risk) => `/projects/${stage.project.id}/risks?risk=${risk}`}
          move={moveTaskAction}
          now={now}
        />
      )}
    </Panel>
  );
}

export default async function StagePage({ params, searchParams }: Props) {
  const { projectId, stageId } = await params;
  const place = { projectId, stageId, search: readStageSearch(await searchParams) };
  const at = { projectId: projectId as ProjectId, stageId: stageId as StageId };
  const [frame, stage, log, evidence, suggestions] = await Promise.all([
    readProjectFrame(projectId),
    readStage(place),
    readForPage(listEntries, { ...at, kind: place.search.log, limit: ENTRIES }),
    readForPage(listEvidence, { ...at, standing: "living", limit: EVIDENCE }),
    readForPage(listRiskSuggestions, at),
  ]);
  const gates = await readGates(stage);
  const now = new Date();
  const isOpen = isDrawerOpen(place);
  const checklists = gates.map((gate) => <GateChecklist key={gate.id} gate={gate} now={now} />);
  return (
    <>
      <ProjectFrame
        frame={frame}
        viewedStageId={stageId}
        crumbs={[{ label: `${stage.number} ${stage.name}` }]}
        actions={<StageActions stage={stage} place={place} gate={gates[0]} />}
      />
      <div className="wm-columns" data-aside={isOpen ? "regular" : "narrow"} data-extent="full">
        <div className="wm-column">
          <Notices stage={stage} />
          <Tasks stage={stage} place={place} now={now} />
          <div className="grid items-start gap-4 max-sm:gap-3 lg:grid-cols-2">
            <StageLog entries={log.rows} place={place} whyNotLog={stage.whyNotLog} now={now} />
            <StageEvidence rows={evidence.rows} projectId={projectId} stageId={stageId} now={now} />
          </div>
          <StageSuggestions view={suggestions} {...at} actions={suggestionActions} />
          {isOpen && checklists}
        </div>
        {isOpen ? (
          <StageDrawer stage={stage} frame={frame} place={place} now={now} />
        ) : (
          <div className="wm-column">{checklists}</div>
        )}
      </div>
    </>
  );
}
