"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { ActionForm, type FormAction, type FormHelp } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { FormState } from "@/lib/kernel/form-state";
import { keepDraft, keptDraft } from "./draft";
import { kindChoices } from "./journal-words";
import { MentionArea, type Mentioned } from "./mention-area";
import { PictureButton } from "./picture-button";

type TaskChoice = { id: string; key: string; name: string };

export type LogFormProps = {
  id: string;
  action: FormAction;
  projectId: string;
  stages: readonly { id: string; number: number; name: string }[];
  people: readonly Mentioned[];
  today: string;
  stageId?: string | undefined;
  taskId?: string | undefined;
  /** Tasks of the chosen stage; another stage brings its own. */
  tasks?: readonly TaskChoice[];
  /** Puts the caret into the text once it is drawn. */
  start?: "text" | "page";
  onSaved?: (() => void) | undefined;
};

function sendOnCtrlEnter(event: KeyboardEvent<HTMLElement>) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.currentTarget.closest("form")?.requestSubmit();
  }
}

async function tasksOf(projectId: string, stageId: string): Promise<readonly TaskChoice[]> {
  if (stageId === "") {
    return [];
  }
  const answer = await fetch(`/projects/${projectId}/log/tasks?stage=${stageId}`);
  // Our own route, typed by its domain's view.
  return answer.ok ? ((await answer.json()) as { rows: TaskChoice[] }).rows : [];
}

type PlaceProps = Pick<LogFormProps, "projectId" | "stages" | "stageId" | "taskId" | "tasks"> & {
  field: FormHelp["field"];
};

function Place({ field, projectId, stages, stageId, taskId, tasks }: PlaceProps) {
  const [choices, setChoices] = useState(tasks ?? []);
  const stage = field("stageId", stageId);
  const first = stage.defaultValue;
  const isGiven = tasks !== undefined && first === (stageId ?? "");
  useEffect(() => {
    if (!isGiven && first !== "") {
      void tasksOf(projectId, first).then(setChoices);
    }
  }, [isGiven, first, projectId]);

  return (
    <>
      <SelectField
        {...stage}
        label="Stage"
        placeholder="The whole project"
        options={stages.map(({ id, number, name }) => ({ value: id, label: `${number} ${name}` }))}
        onChange={(event) => void tasksOf(projectId, event.currentTarget.value).then(setChoices)}
      />
      <SelectField
        // A list that arrives later still finds its preselected task.
        key={choices.map(({ id }) => id).join()}
        {...field("taskId", taskId)}
        label="Task"
        placeholder="No single task"
        options={choices.map(({ id, key, name }) => ({ value: id, label: `${key} ${name}` }))}
      />
    </>
  );
}

type BodyProps = LogFormProps & { field: FormHelp["field"]; state: FormState };

function Body({ field, state, projectId, people, start }: BodyProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const area = place.current?.querySelector("textarea");
    if (state.status === "saved") {
      keepDraft(projectId, "");
    } else if (area?.value === "") {
      area.value = keptDraft(projectId);
    }
    if (state.status === "idle" && start === "text") {
      area?.focus();
    }
  }, [state, projectId, start]);

  return (
    <div ref={place}>
      <MentionArea
        {...field("body")}
        label="What moved, what you learned, what blocks you"
        hint="Markdown; @ mentions somebody. A draft stays in this browser. Ctrl Enter sends."
        people={people}
        rows={4}
        maxLength={20_000}
        required
        onInput={(event) => keepDraft(projectId, event.currentTarget.value)}
        onKeyDown={sendOnCtrlEnter}
      />
      <PictureButton projectId={projectId} />
    </div>
  );
}

function Saved({ state, onSaved }: { state: FormState; onSaved: (() => void) | undefined }) {
  const told = useRef(onSaved);
  told.current = onSaved;
  useEffect(() => {
    if (state.status === "saved") {
      told.current?.();
    }
  }, [state]);
  return null;
}

/** Ten seconds from thought to record: text first, everything else is filled in already. */
export function LogForm(props: LogFormProps) {
  const { id, action, projectId, today, onSaved } = props;
  return (
    <ActionForm id={id} action={action}>
      {({ field, state }) => (
        <>
          <input type="hidden" name="projectId" value={projectId} />
          <Body {...props} field={field} state={state} />
          <div className="grid grid-cols-[repeat(auto-fit,minmax(10rem,1fr))] gap-3">
            <Place {...props} field={field} />
            <SelectField {...field("kind", "note")} label="Kind" options={kindChoices} />
            <TextField
              {...field("entryOn", today)}
              type="date"
              label="Day"
              max={today}
              key={today}
            />
          </div>
          <div>
            <SubmitButton icon="log">Log entry</SubmitButton>
          </div>
          <Saved state={state} onSaved={onSaved} />
        </>
      )}
    </ActionForm>
  );
}
