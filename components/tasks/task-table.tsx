import type { FormAction } from "@/components/ui/action-form";
import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { DueDay } from "@/components/ui/due-day";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { Meter } from "@/components/ui/meter";
import { StateLabel } from "@/components/ui/state-label";
import { Tag } from "@/components/ui/tag";
import type { OutputView, TaskRowView } from "@/lib/tasks/schema";
import { MoveMenu } from "./move-menu";
import { daysWord } from "./task-words";

type TaskTableProps = {
  tasks: readonly TaskRowView[];
  outputs: readonly OutputView[];
  caption: string;
  selectedId: string | undefined;
  /** Beside an open drawer there is room for less; the drawer says the rest. */
  room: "whole" | "beside";
  taskHref: (taskId: string) => string;
  riskHref: (riskId: string) => string;
  move: FormAction;
  now: Date;
};

type NameProps = { task: TaskRowView; href: string; riskHref: TaskTableProps["riskHref"] };

function Name({ task, href, riskHref }: NameProps) {
  return (
    <span>
      <Link href={href} scroll={false} className="font-medium hover:underline">
        <span className="wm-mono mr-2 whitespace-nowrap text-ink-2">{task.key}</span>
        {task.name}
      </Link>
      {task.toRecheck && (
        <>
          {" "}
          <Tag tone="warn" title="The team went back since it was done">
            Check again
          </Tag>
        </>
      )}
      {task.treats !== null && (
        <>
          {" "}
          <Link href={riskHref(task.treats.id)} className="hover:underline">
            <Tag title={`Treats the risk ${task.treats.key} ${task.treats.title}`}>
              Treats {task.treats.key}
            </Tag>
          </Link>
        </>
      )}
      {task.isAddedByTeam && (
        <>
          {" "}
          <Tag title="Added by the team, not by the playbook">Added</Tag>
        </>
      )}
      {task.openComments > 0 && (
        <span className="ml-1.5 inline-flex items-center gap-0.5 text-xs text-ink-3">
          <Icon name="comment" size={11} />
          {task.openComments}
          <span className="sr-only"> open comments</span>
        </span>
      )}
    </span>
  );
}

function Days({ task }: { task: TaskRowView }) {
  const { low, likely, high } = task.estimate;
  return (
    <span
      className="whitespace-nowrap"
      title={`Estimated at ${daysWord(low)} to ${daysWord(high)} days`}
    >
      {daysWord(task.loggedDays)} / {daysWord(likely)} d
    </span>
  );
}

function Outputs({ task, outputs }: { task: TaskRowView; outputs: readonly OutputView[] }) {
  const own = outputs.filter(({ id }) => task.outputIds.includes(id));
  if (own.length === 0) {
    return <span title="The playbook asks for no output here">–</span>;
  }
  const met = own.filter(({ isMet }) => isMet).length;
  return (
    <span title={own.map(({ name, isMet }) => `${name}: ${isMet ? "there" : "open"}`).join("; ")}>
      {met} of {own.length}
    </span>
  );
}

function Checks({ task }: { task: TaskRowView }) {
  return task.checklistTotal === 0 ? (
    <span title="No checklist">–</span>
  ) : (
    <>
      {task.checklistDone} of {task.checklistTotal}
    </>
  );
}

function Due({ task, now }: { task: TaskRowView; now: Date }) {
  if (task.dueOn === null) {
    return <span title="No day is set">–</span>;
  }
  const isOver = task.status === "done" || task.status === "tailored_out";
  return <DueDay on={task.dueOn} now={now} show={isOver ? "plain" : "due"} />;
}

function Why({ task }: { task: TaskRowView }) {
  if (task.status === "blocked") {
    return <span className="block text-xs text-bad-ink">{task.blockedReason}</span>;
  }
  return task.status === "tailored_out" ? (
    <span className="block text-xs text-ink-3">{task.tailoredOutReason}</span>
  ) : null;
}

/** The work of a stage: what stands where, who does it, what it took and what it leaves behind. */
export function TaskTable(props: TaskTableProps) {
  const { tasks, outputs, caption, selectedId, room, taskHref, riskHref, move, now } = props;
  const isWide = room === "whole";
  const scale = Math.max(
    ...tasks.map(({ estimate, loggedDays }) => Math.max(estimate.likely, loggedDays)),
    1,
  );
  return (
    <DataTable
      caption={caption}
      head={
        <>
          <HeadCell>Task</HeadCell>
          <HeadCell width="tight">State</HeadCell>
          <HeadCell width="tight">Assignee</HeadCell>
          {isWide && <HeadCell width="tight">Spent</HeadCell>}
          <HeadCell align="number">Days</HeadCell>
          <HeadCell width="tight">Due</HeadCell>
          {isWide && <HeadCell align="number">Checks</HeadCell>}
          {isWide && <HeadCell align="number">Outputs</HeadCell>}
        </>
      }
    >
      {tasks.map((task) => (
        <Row key={task.id} selected={task.id === selectedId} id={`task-${task.id}`}>
          <Cell kind="lead">
            <Name task={task} href={taskHref(task.id)} riskHref={riskHref} />
            <Why task={task} />
          </Cell>
          <Cell label="State" width="tight">
            {task.status === "tailored_out" ? (
              <StateLabel kind="task" state={task.status} />
            ) : (
              <MoveMenu task={task} action={move} />
            )}
          </Cell>
          <Cell label="Assignee" width="tight">
            {task.assignee?.name ?? <span title="Nobody is assigned yet">–</span>}
          </Cell>
          {isWide && (
            <Cell label="Spent on estimate" width="tight">
              <Meter
                spent={task.loggedDays}
                estimate={task.estimate.likely}
                scale={scale}
                width={48}
              />
            </Cell>
          )}
          <Cell label="Days" align="number">
            <Days task={task} />
          </Cell>
          <Cell label="Due" width="tight">
            <Due task={task} now={now} />
          </Cell>
          {isWide && (
            <Cell label="Checks" align="number" width="tight">
              <Checks task={task} />
            </Cell>
          )}
          {isWide && (
            <Cell label="Outputs" align="number" width="tight">
              <Outputs task={task} outputs={outputs} />
            </Cell>
          )}
        </Row>
      ))}
    </DataTable>
  );
}
