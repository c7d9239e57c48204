import "server-only";
import { AttachPanel } from "@/components/evidence/attach-panel";
import { type StagePlace, stageHref } from "@/components/stages/stage-address";
import { StageDates } from "@/components/stages/stage-dates";
import { PlanStageForm, RestoreStageForm, TailorStageForm } from "@/components/stages/stage-forms";
import { AddTaskForm } from "@/components/tasks/add-task-form";
import { type TaskActions, TaskDrawer, TaskDrawerHead } from "@/components/tasks/task-drawer";
import { Disclosure } from "@/components/ui/disclosure";
import { Drawer } from "@/components/ui/drawer";
import { kindAsStored } from "@/lib/evidence/rules/check-substance";
import { listComments } from "@/lib/journal/queries";
import type { TaskId } from "@/lib/kernel/ids";
import type { ProjectFrameView } from "@/lib/portfolio/schema";
import { getTask } from "@/lib/tasks/queries";
import type { OutputView, StageView, TaskView } from "@/lib/tasks/schema";
import { readIfAllowed } from "@/lib/web/for-page";
import { attachEvidenceAction } from "../../evidence/actions";
import { readReadyFile } from "../../evidence/read-file";
import { addCommentAction, editCommentAction, resolveCommentAction } from "../../log/actions";
import {
  addCheckAction,
  checkEntryAction,
  createTaskAction,
  logEffortAction,
  moveTaskAction,
  planStageAction,
  recheckTaskAction,
  restoreStageAction,
  restoreTaskAction,
  tailorStageAction,
  tailorTaskAction,
  updateTaskAction,
} from "./actions";

type StageDrawerProps = {
  stage: StageView;
  frame: ProjectFrameView;
  place: StagePlace;
  now: Date;
};

const taskActions: TaskActions = {
  move: moveTaskAction,
  update: updateTaskAction,
  check: checkEntryAction,
  addCheck: addCheckAction,
  effort: logEffortAction,
  tailor: tailorTaskAction,
  restore: restoreTaskAction,
  recheck: recheckTaskAction,
  comments: { add: addCommentAction, edit: editCommentAction, resolve: resolveCommentAction },
};

function peopleOf(stage: StageView) {
  return stage.people.map(({ id, name }) => ({ id, name }));
}

type Attaching = {
  place: StagePlace;
  now: Date;
  task?: TaskView;
  output?: OutputView | undefined;
  /** Those to choose from where none was named. */
  outputs: readonly OutputView[];
};

/** The attach form for an output, or for the whole task or stage. */
async function Attach({ place, now, task, output, outputs }: Attaching) {
  const { projectId, stageId, search } = place;
  const open = task === undefined ? {} : { task: task.id };
  return (
    <AttachPanel
      projectId={projectId}
      hereHref={stageHref(place, { ...open, attach: search.attach })}
      fileProblem={search.fileProblem}
      form={{
        id: "attach",
        purpose: "attach",
        action: attachEvidenceAction,
        projectId,
        place: {
          stageId,
          ...(task === undefined ? {} : { taskId: task.id }),
          ...(output === undefined ? {} : { outputId: output.id }),
        },
        ...(output === undefined
          ? { outputs: outputs.filter(({ kind }) => kind !== "case_field") }
          : {}),
        kind: output?.kind === "evidence" ? (kindAsStored(output.field) ?? undefined) : undefined,
        file: await readReadyFile(search.file, projectId),
        backHref: stageHref(place, open),
        today: now.toISOString().slice(0, 10),
      }}
    />
  );
}

function TaskAttach({ place, now, task }: Required<Omit<Attaching, "output" | "outputs">>) {
  const { attach } = place.search;
  if (attach === undefined || task.whyNotAttach !== null) {
    return null;
  }
  const output = task.outputs.find(({ id }) => id === attach);
  return (
    <div className="grid gap-2 rounded-control border border-line-2 p-3">
      <h4 className="font-semibold">{output?.name ?? "Evidence for the task"}</h4>
      <Attach place={place} now={now} task={task} output={output} outputs={task.outputs} />
    </div>
  );
}

async function OneTask({ stage, place, now, taskId }: StageDrawerProps & { taskId: string }) {
  const [task, comments] = await Promise.all([
    readIfAllowed(getTask, { taskId: taskId as TaskId }),
    readIfAllowed(listComments, { subject: "task", subjectId: taskId, limit: 200 }),
  ]);
  const closeHref = stageHref(place, {});
  if (task === null || comments === null || task.stage.id !== stage.id) {
    return (
      <Drawer
        subject="missing"
        label="Task"
        noun="task"
        head={<b>Not in this stage</b>}
        closeHref={closeHref}
      >
        <p className="text-ink-2">There is no such task in {stage.name}.</p>
      </Drawer>
    );
  }
  const at = stage.tasks.findIndex(({ id }) => id === task.id);
  const hrefAt = (index: number) => {
    const row = stage.tasks[index];
    return row === undefined ? undefined : stageHref(place, { task: row.id });
  };
  return (
    <Drawer
      subject={task.id}
      label={`Task ${task.key}: ${task.name}`}
      noun="task"
      head={<TaskDrawerHead task={task} />}
      closeHref={closeHref}
      previousHref={hrefAt(at - 1)}
      nextHref={hrefAt(at + 1)}
    >
      <TaskDrawer
        key={task.id}
        task={task}
        comments={comments}
        people={peopleOf(stage)}
        actions={taskActions}
        attachHref={(attach) => stageHref(place, { task: task.id, attach })}
        attaching={<TaskAttach place={place} now={now} task={task} />}
        now={now}
      />
    </Drawer>
  );
}

/** Who decides it depends on how strictly the project is run; the command has the last word. */
function whyNotTailor({ strictness, myRoles }: ProjectFrameView): string | null {
  if (myRoles.includes("risk_reviewer") || (strictness === "lite" && myRoles.includes("lead"))) {
    return null;
  }
  const who = strictness === "lite" ? "the lead" : "a risk reviewer, and the sponsor is told";
  return `In a project run as ${strictness}, switching a stage off is decided by ${who}.`;
}

function Tailoring({ stage, frame }: Pick<StageDrawerProps, "stage" | "frame">) {
  const why = whyNotTailor(frame);
  if (why !== null) {
    return <p className="border-t border-line pt-2 text-xs text-ink-3">{why}</p>;
  }
  return stage.tailoredOutReason === null ? (
    <Disclosure title="Switch the stage off">
      <TailorStageForm stage={stage} action={tailorStageAction} />
    </Disclosure>
  ) : (
    <RestoreStageForm stage={stage} action={restoreStageAction} />
  );
}

function PlanDrawer({ stage, frame, place, now }: StageDrawerProps) {
  return (
    <Drawer
      subject="plan"
      label={`Plan of ${stage.name}`}
      noun="stage"
      head={<b>Plan of {stage.name}</b>}
      closeHref={stageHref(place, {})}
    >
      <StageDates stage={stage} now={now} />
      {stage.whyNotPlan === null ? (
        <PlanStageForm stage={stage} action={planStageAction} />
      ) : (
        <p className="text-ink-2">{stage.whyNotPlan}</p>
      )}
      <Tailoring stage={stage} frame={frame} />
    </Drawer>
  );
}

/** What is open beside the tasks: one of them, a new one, the plan, or evidence for the stage. */
export function StageDrawer(props: StageDrawerProps) {
  const { stage, place, now } = props;
  const { task, plan, attach } = place.search;
  const closeHref = stageHref(place, {});
  if (task !== undefined) {
    return <OneTask {...props} taskId={task} />;
  }
  if (plan !== undefined) {
    return <PlanDrawer {...props} />;
  }
  if (attach !== undefined) {
    const output = stage.outputs.find(({ id }) => id === attach);
    const label = `Evidence for ${output?.name ?? stage.name}`;
    return (
      <Drawer
        subject="attach"
        label={label}
        noun="evidence"
        head={<b>{label}</b>}
        closeHref={closeHref}
      >
        {stage.whyNotAttach === null ? (
          <Attach place={place} now={now} output={output} outputs={stage.outputs} />
        ) : (
          <p className="text-ink-2">{stage.whyNotAttach}</p>
        )}
      </Drawer>
    );
  }
  return (
    <Drawer
      subject="new"
      label="Add a task"
      noun="task"
      head={<b>Add a task</b>}
      closeHref={closeHref}
    >
      {stage.whyNotAddTask === null ? (
        <AddTaskForm
          projectId={place.projectId}
          stageId={stage.id}
          people={peopleOf(stage)}
          action={createTaskAction}
        />
      ) : (
        <p className="text-ink-2">{stage.whyNotAddTask}</p>
      )}
    </Drawer>
  );
}
