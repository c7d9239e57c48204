import type { FormAction } from "@/components/ui/action-form";
import { Icon } from "@/components/ui/icon";
import { StateLabel } from "@/components/ui/state-label";
import type { TaskRowView } from "@/lib/tasks/schema";
import { MoveForm } from "./move-form";
import { allowedMoves } from "./task-words";

/** The state of a task as the button that changes it; words alone where nothing may be changed. */
export function MoveMenu({ task, action }: { task: TaskRowView; action: FormAction }) {
  const label = <StateLabel kind="task" state={task.status} />;
  if (allowedMoves(task).length === 0) {
    return <span title={task.whyNotWork ?? undefined}>{label}</span>;
  }
  const id = `move-${task.id}`;
  return (
    <>
      <button
        type="button"
        className="wm-button wm-button-quiet wm-button-sm -ml-2"
        popoverTarget={id}
      >
        {label}
        <span className="sr-only">, state of {task.name}</span>
        <Icon name="chevron-down" size={11} />
      </button>
      {/* Another version is another task to act on: the menu closes with the one it was opened for. */}
      <div key={task.version} id={id} popover="auto" className="wm-popover w-72">
        <p className="mb-2 font-medium">{task.name}</p>
        {task.blockedReason !== "" && <p className="mb-2 text-bad-ink">{task.blockedReason}</p>}
        <MoveForm id={id} task={task} action={action} />
      </div>
    </>
  );
}
