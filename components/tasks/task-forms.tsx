"use client";

import { Fragment } from "react";
import { ActionForm, type FormAction, type FormHelp } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import type { TaskView } from "@/lib/tasks/schema";
import { roleChoices } from "./task-words";

type Person = { id: string; name: string };
type TaskFormProps = { task: Pick<TaskView, "id" | "version">; action: FormAction };

/** Which task, as it was when the form was drawn. */
function Subject({ task }: { task: TaskFormProps["task"] }) {
  return (
    <>
      <input type="hidden" name="taskId" value={task.id} />
      <input type="hidden" name="version" value={task.version} />
    </>
  );
}

const peopleChoices = (people: readonly Person[]) =>
  people.map(({ id, name }) => ({ value: id, label: name }));

type EstimateProps = {
  field: FormHelp["field"];
  estimate?: { low: number; likely: number; high: number };
};

export function EstimateFields({ field, estimate }: EstimateProps) {
  return (
    <fieldset>
      <legend className="wm-label">Estimate in days</legend>
      <div className="grid grid-cols-3 gap-2">
        {(["low", "likely", "high"] as const).map((point) => (
          <TextField
            key={point}
            {...field(`estimate.${point}`, estimate?.[point])}
            label={point.charAt(0).toUpperCase() + point.slice(1)}
            inputMode="decimal"
          />
        ))}
      </div>
      <p className="wm-hint">Low: all goes well. High: it goes badly, one time in ten.</p>
    </fieldset>
  );
}

type EditTaskProps = { task: TaskView; people: readonly Person[]; action: FormAction };

export function EditTaskForm({ task, people, action }: EditTaskProps) {
  return (
    <ActionForm id="edit" action={action}>
      {({ field }) => (
        // Another version brings its own values, so that an old one is not saved over it.
        <Fragment key={task.version}>
          <Subject task={task} />
          <TextField {...field("name", task.name)} label="Name" maxLength={200} required />
          <div className="grid grid-cols-2 gap-3">
            <SelectField
              {...field("assigneeId", task.assignee?.id)}
              label="Assignee"
              placeholder="Nobody yet"
              options={peopleChoices(people)}
            />
            <SelectField {...field("role", task.role)} label="Done by" options={roleChoices} />
          </div>
          <TextField {...field("dueOn", task.dueOn)} type="date" label="Due" optional="yes" />
          <EstimateFields field={field} estimate={task.estimate} />
          <div>
            <SubmitButton>Save the task</SubmitButton>
          </div>
        </Fragment>
      )}
    </ActionForm>
  );
}

export function LogEffortForm({ task, action, today }: TaskFormProps & { today: string }) {
  return (
    <ActionForm id="effort" action={action}>
      {({ field }) => (
        <>
          <input type="hidden" name="taskId" value={task.id} />
          <div className="grid grid-cols-2 gap-3">
            <TextField
              {...field("days")}
              label="Days"
              hint="As in 0.5"
              inputMode="decimal"
              required
            />
            <TextField {...field("workedOn", today)} type="date" label="Worked on" max={today} />
          </div>
          <TextField {...field("note")} label="Note" optional="yes" maxLength={500} />
          <div>
            <SubmitButton>Log effort</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

export function AddCheckForm({ taskId, action }: { taskId: string; action: FormAction }) {
  return (
    <ActionForm id="check" action={action}>
      {({ field }) => (
        <>
          <input type="hidden" name="taskId" value={taskId} />
          <TextField {...field("text")} label="What else to check" maxLength={500} required />
          <div>
            <SubmitButton size="sm" variant="default" icon="plus">
              Add entry
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

export function TailorTaskForm({ task, action }: TaskFormProps) {
  return (
    <ActionForm id="tailor" action={action}>
      {({ field }) => (
        <>
          <Subject task={task} />
          <TextAreaField
            {...field("reason")}
            label="Why it is left out"
            hint="Stays on record. The task no longer counts for its gate and can be taken back."
            rows={2}
            required
          />
          <div>
            <SubmitButton variant="danger">Switch the task off</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

export function RestoreTaskForm({ task, action }: TaskFormProps) {
  return (
    <ActionForm id="restore" action={action}>
      {() => (
        <>
          <Subject task={task} />
          <div>
            <SubmitButton variant="default" icon="undo">
              Switch the task on again
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

export function RecheckTaskForm({ task, action }: TaskFormProps) {
  return (
    <ActionForm id="recheck" action={action}>
      {() => (
        <>
          <Subject task={task} />
          <div>
            <SubmitButton size="sm" variant="default" icon="check">
              Looked at again: it still holds
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
