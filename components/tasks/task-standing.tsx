import type { FormAction } from "@/components/ui/action-form";
import { Banner } from "@/components/ui/banner";
import type { TaskView } from "@/lib/tasks/schema";
import { MoveForm } from "./move-form";
import { RecheckTaskForm } from "./task-forms";
import { allowedMoves } from "./task-words";

type TaskStandingProps = { task: TaskView; actions: { move: FormAction; recheck: FormAction } };

function Standing({ task, actions }: TaskStandingProps) {
  return (
    <>
      {task.blockedReason !== "" && (
        <Banner tone="bad" lead="Blocked.">
          {task.blockedReason}
        </Banner>
      )}
      {task.status === "tailored_out" && (
        <Banner tone="idle" lead="Switched off.">
          {task.tailoredOutReason}
        </Banner>
      )}
      {task.doneReason !== "" && (
        <Banner tone="warn" lead="Done without its outputs.">
          {task.doneReason}
        </Banner>
      )}
      {task.toRecheck && (
        <Banner tone="warn" lead="Look at it again.">
          The team went back since it was done.
          {task.whyNotWork === null && (
            <span className="mt-2 block">
              <RecheckTaskForm task={task} action={actions.recheck} />
            </span>
          )}
        </Banner>
      )}
    </>
  );
}

function Moves({ task, actions }: TaskStandingProps) {
  if (task.whyNotWork !== null) {
    return <p className="text-ink-2">{task.whyNotWork}</p>;
  }
  return allowedMoves(task).length === 0 ? null : (
    <div className="no-print" key={task.version}>
      <MoveForm id="move" task={task} action={actions.move} />
    </div>
  );
}

/** Why the task stands where it does, and where it may go from here. */
export function TaskStanding({ task, actions }: TaskStandingProps) {
  return (
    <>
      <Standing task={task} actions={actions} />
      <Moves task={task} actions={actions} />
    </>
  );
}
