import type { ReactNode } from "react";
import {
  type CommentActions,
  type Comments,
  CommentThread,
} from "@/components/journal/comment-thread";
import type { FormAction } from "@/components/ui/action-form";
import { Disclosure } from "@/components/ui/disclosure";
import { DueDay } from "@/components/ui/due-day";
import { Facts } from "@/components/ui/facts";
import { formatDay } from "@/components/ui/format-date";
import { Markdown } from "@/components/ui/markdown";
import { Meter } from "@/components/ui/meter";
import { StateLabel } from "@/components/ui/state-label";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import type { TaskView } from "@/lib/tasks/schema";
import { ChecklistForm } from "./checklist-form";
import {
  AddCheckForm,
  EditTaskForm,
  LogEffortForm,
  RestoreTaskForm,
  TailorTaskForm,
} from "./task-forms";
import { TaskOutputs } from "./task-outputs";
import { TaskStanding } from "./task-standing";
import { daysWord, roleWord } from "./task-words";

export type TaskActions = {
  move: FormAction;
  update: FormAction;
  check: FormAction;
  addCheck: FormAction;
  effort: FormAction;
  tailor: FormAction;
  restore: FormAction;
  recheck: FormAction;
  comments: CommentActions;
};

type TaskDrawerProps = {
  task: TaskView;
  comments: Comments;
  people: readonly { id: string; name: string }[];
  actions: TaskActions;
  attachHref: (outputId: string) => string;
  /** The form of an output, open in its place. */
  attaching: ReactNode;
  now: Date;
};

export function TaskDrawerHead({ task }: { task: TaskView }) {
  return (
    <>
      <span className="wm-mono font-semibold">{task.key}</span>
      <StateLabel kind="task" state={task.status} />
    </>
  );
}

function Section({ title, children, meta }: { title: string; meta?: string; children: ReactNode }) {
  return (
    <section className="grid gap-2 border-t border-line pt-3">
      <h3 className="flex items-baseline gap-2 font-semibold">
        {title}
        {meta !== undefined && <span className="text-xs font-normal text-ink-3">{meta}</span>}
      </h3>
      {children}
    </section>
  );
}

function Spent({ task }: { task: TaskView }) {
  const { low, likely, high } = task.estimate;
  return (
    <span className="grid gap-0.5">
      <span className="flex items-center gap-2">
        <Meter spent={task.loggedDays} estimate={likely} />
        {daysWord(task.loggedDays)} / {daysWord(likely)} d
      </span>
      <span className="text-xs text-ink-3">
        Estimate {daysWord(low)} to {daysWord(high)} d, most likely {daysWord(likely)} d
      </span>
    </span>
  );
}

function TaskFacts({ task, now }: Pick<TaskDrawerProps, "task" | "now">) {
  const { startedAt, doneAt, dueOn, treats } = task;
  const isOver = task.status === "done" || task.status === "tailored_out";
  return (
    <Facts
      facts={[
        { name: "Assignee", value: task.assignee?.name ?? "Nobody yet" },
        { name: "Done by", value: roleWord(task.role) },
        {
          name: "Due",
          value:
            dueOn === null ? (
              "No day set"
            ) : (
              <DueDay on={dueOn} now={now} show={isOver ? "plain" : "due"} />
            ),
        },
        ...(treats === null
          ? []
          : [
              {
                name: "Treats",
                value: (
                  <TextLink href={`/projects/${task.projectId}/risks?risk=${treats.id}`}>
                    {treats.key} {treats.title}
                  </TextLink>
                ),
              },
            ]),
        { name: "Spent", value: <Spent task={task} /> },
        ...(startedAt === null
          ? []
          : [{ name: "Started", value: <Timestamp at={startedAt} now={now} show="day" /> }]),
        ...(doneAt === null
          ? []
          : [{ name: "Done", value: <Timestamp at={doneAt} now={now} show="day" /> }]),
      ]}
    />
  );
}

function Needs({ task }: { task: TaskView }) {
  if (task.needs.length === 0) {
    return null;
  }
  return (
    <Section title="Comes after">
      <ul className="grid gap-1">
        {task.needs.map((needed) => (
          <li key={needed.id} className="flex flex-wrap items-baseline gap-x-2">
            <StateLabel kind="task" state={needed.status} show="symbol" />
            <span className="wm-mono text-ink-2">{needed.key}</span>
            {needed.name}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Checklist({ task, actions, now }: Pick<TaskDrawerProps, "task" | "actions" | "now">) {
  const done = task.checklist.filter(({ tickedAt }) => tickedAt !== null).length;
  const mayWork = task.whyNotWork === null;
  return (
    <Section title="Checklist" meta={`${done} of ${task.checklist.length}`}>
      {mayWork ? (
        <ChecklistForm entries={task.checklist} action={actions.check} now={now.toISOString()} />
      ) : (
        <ul className="grid gap-1">
          {task.checklist.map(({ id, text, tickedAt }) => (
            <li key={id} className="flex gap-2">
              <StateLabel
                kind="criterion"
                state={tickedAt === null ? "open" : "met"}
                word={tickedAt === null ? "Open" : "Ticked"}
                show="symbol"
              />
              {text}
            </li>
          ))}
        </ul>
      )}
      {mayWork && (
        <Disclosure title="Add an entry">
          <AddCheckForm taskId={task.id} action={actions.addCheck} />
        </Disclosure>
      )}
    </Section>
  );
}

function Effort({ task, actions, now }: Pick<TaskDrawerProps, "task" | "actions" | "now">) {
  return (
    <Section title="Effort" meta={`${daysWord(task.loggedDays)} d`}>
      {task.effort.length === 0 && <p className="text-ink-3">No effort is logged yet.</p>}
      <ul className="grid gap-1">
        {task.effort.map(({ id, person, days, workedOn, note }) => (
          <li key={id} className="flex flex-wrap gap-x-2">
            <span className="w-14 text-ink-3">{formatDay(workedOn, { now })}</span>
            <b>{daysWord(days)} d</b>
            <span>{person}</span>
            {note !== "" && <span className="text-ink-2">{note}</span>}
          </li>
        ))}
      </ul>
      {task.whyNotWork === null && (
        <Disclosure title="Log effort">
          <LogEffortForm
            task={task}
            action={actions.effort}
            today={now.toISOString().slice(0, 10)}
          />
        </Disclosure>
      )}
    </Section>
  );
}

function Acts({ task, people, actions }: Pick<TaskDrawerProps, "task" | "people" | "actions">) {
  const isOff = task.status === "tailored_out";
  return (
    <div className="no-print">
      {task.whyNotReassign === null && !isOff && (
        <Disclosure title="Edit name, assignee, due day and estimate" name="task-act">
          <EditTaskForm task={task} people={people} action={actions.update} />
        </Disclosure>
      )}
      {isOff && task.whyNotReassign !== null && (
        <p className="border-t border-line py-2 text-xs text-ink-3">
          Switching it on again: {task.whyNotReassign}
        </p>
      )}
      {isOff && task.whyNotReassign === null && (
        <Disclosure title="Switch the task on again" name="task-act">
          <RestoreTaskForm task={task} action={actions.restore} />
        </Disclosure>
      )}
      {!isOff && task.whyNotTailor === null && (
        <Disclosure title="Switch the task off" name="task-act">
          <TailorTaskForm task={task} action={actions.tailor} />
        </Disclosure>
      )}
      {!isOff && task.whyNotTailor !== null && (
        <p className="border-t border-line py-2 text-xs text-ink-3">{task.whyNotTailor}</p>
      )}
    </div>
  );
}

/** One task beside the table it was opened from: why, how, what proves it, who said what. */
export function TaskDrawer(props: TaskDrawerProps) {
  const { task, comments, people, actions, attachHref, attaching, now } = props;
  return (
    <>
      <div className="grid gap-2">
        <h2 className="text-lg font-semibold">{task.name}</h2>
        {task.purpose !== "" && <p className="text-ink-2">{task.purpose}</p>}
      </div>
      <TaskStanding task={task} actions={actions} />
      <TaskFacts task={task} now={now} />
      {task.guidance !== "" && (
        <Section title="Guidance">
          <Markdown text={task.guidance} />
        </Section>
      )}
      <Checklist task={task} actions={actions} now={now} />
      <Section title="Outputs">
        <TaskOutputs
          outputs={task.outputs}
          projectId={task.projectId}
          attachHref={task.whyNotAttach === null ? attachHref : null}
        />
        {attaching}
      </Section>
      <Needs task={task} />
      <Effort task={task} actions={actions} now={now} />
      <Acts task={task} people={people} actions={actions} />
      <Section title="Comments" meta={String(comments.rows.length)}>
        <CommentThread
          subject="task"
          subjectId={task.id}
          comments={comments}
          people={people}
          actions={actions.comments}
          now={now}
        />
      </Section>
    </>
  );
}
