"use client";

import { useEffect, useRef } from "react";
import { ActionForm, type FormAction, type FormHelp } from "@/components/ui/action-form";
import { Icon } from "@/components/ui/icon";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import type { EvidenceSuggestion } from "@/lib/evidence/schema";
import { kindChoices, sizeWord } from "./evidence-words";

export type ReadyFile = {
  fileId: string;
  fileName: string;
  bytes: number;
  suggestion: EvidenceSuggestion;
};

type Place = { stageId?: string; taskId?: string; outputId?: string };

type OutputChoice = { id: string; name: string; isMet: boolean; stageNumber?: number };

export type AttachFormProps = {
  id: string;
  action: FormAction;
  file: ReadyFile | null;
  /** Page to go on with once it is attached. */
  backHref: string;
  today: string;
} & (
  | {
      purpose: "attach";
      projectId: string;
      place: Place;
      /** The one kind an output asks for. */
      kind?: string | undefined;
      /** Offered where the page has not said which stage it belongs to. */
      stages?: readonly { id: string; number: number; name: string }[];
      /** Offered where the page has not said which output it fulfils. */
      outputs?: readonly OutputChoice[];
    }
  | { purpose: "supersede"; evidenceId: string; title: string }
);

function FileLine({ file }: { file: ReadyFile }) {
  return (
    <p className="flex items-center gap-2 rounded-control border border-line-2 bg-surface-2 px-2.5 py-1.5">
      <Icon name="document" size={14} />
      <span className="min-w-0 truncate font-medium">{file.fileName}</span>
      <span className="ml-auto whitespace-nowrap text-xs text-ink-3">{sizeWord(file.bytes)}</span>
    </p>
  );
}

type Suggested = { kind: string; title: string; note: string };

/** A file that arrives while somebody types fills what is still empty and nothing else. */
function useSuggestion(fileId: string | undefined, { kind, title, note }: Suggested) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (fileId === undefined) {
      return;
    }
    for (const [name, value] of Object.entries({ title, note })) {
      const field = place.current?.querySelector<HTMLInputElement>(`[name="${name}"]`);
      if (field?.value === "") {
        field.value = value;
      }
    }
    const choice = place.current?.querySelector<HTMLSelectElement>('select[name="kind"]');
    if (choice !== null && choice !== undefined && kind !== "") {
      choice.value = kind;
    }
  }, [fileId, kind, title, note]);
  return place;
}

function Subject(props: AttachFormProps) {
  if (props.purpose === "supersede") {
    return <input type="hidden" name="evidenceId" value={props.evidenceId} />;
  }
  const { stageId = "", taskId = "", outputId = "" } = props.place;
  return (
    <>
      <input type="hidden" name="projectId" value={props.projectId} />
      {props.stages === undefined && <input type="hidden" name="stageId" value={stageId} />}
      <input type="hidden" name="taskId" value={taskId} />
      {props.outputs === undefined && <input type="hidden" name="outputId" value={outputId} />}
    </>
  );
}

function Sort({ field, ...props }: AttachFormProps & { field: FormHelp["field"] }) {
  if (props.purpose === "supersede") {
    return null;
  }
  const { kind, stages, outputs, place, file } = props;
  const options =
    kind === undefined ? kindChoices : kindChoices.filter((choice) => choice.value === kind);
  return (
    <>
      <SelectField
        {...field("kind", kind ?? file?.suggestion.kind ?? "document")}
        label="Kind"
        options={options}
      />
      {outputs !== undefined && (
        <SelectField
          {...field("outputId", place.outputId)}
          label="Fulfils"
          hint="The output it is, if the playbook asks for it. Gates count outputs."
          placeholder="No output"
          options={outputs.map(outputOption)}
        />
      )}
      {stages !== undefined && (
        <SelectField
          {...field("stageId", place.stageId)}
          label="Stage"
          placeholder="The whole project"
          options={stages.map(({ id, number, name }) => ({
            value: id,
            label: `${number} ${name}`,
          }))}
        />
      )}
    </>
  );
}

function outputOption({ id, name, isMet, stageNumber }: OutputChoice) {
  const stage = stageNumber === undefined ? "" : `${stageNumber} `;
  return { value: id, label: `${stage}${name}${isMet ? " (there already)" : ""}` };
}

function Fields({ field, ...props }: AttachFormProps & { field: FormHelp["field"] }) {
  const { file, today, backHref, purpose } = props;
  const suggested = file?.suggestion;
  const kept = purpose === "supersede" ? props.title : "";
  const place = useSuggestion(file?.fileId, {
    kind: purpose === "attach" && props.kind === undefined ? (suggested?.kind ?? "") : "",
    title: suggested?.title ?? "",
    note: suggested?.note ?? "",
  });
  return (
    <div ref={place} className="grid gap-3">
      <Subject {...props} />
      <input type="hidden" name="back" value={backHref} />
      <input type="hidden" name="fileId" value={file?.fileId ?? ""} />
      <Sort {...props} field={field} />
      <TextField
        {...field("title", kept === "" ? (suggested?.title ?? "") : kept)}
        label="Title"
        hint="As in: Claims extract, checksums of 12 tables."
        maxLength={200}
        required
      />
      <TextField
        {...field("url")}
        type="url"
        label="Link"
        hint="Where it can be looked at, if it is not the file."
        optional="yes"
      />
      <TextAreaField
        {...field("note", suggested?.note ?? "")}
        label="What it shows"
        hint="A note alone is evidence too. Markdown is understood."
        optional="yes"
        rows={3}
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          {...field("effectiveOn", today)}
          type="date"
          label="Speaks about"
          hint="The day, not the day of the upload."
          max={today}
        />
        <TextField {...field("validUntil")} type="date" label="Holds until" optional="yes" />
      </div>
    </div>
  );
}

/** A file, a link or a note becomes evidence, or its next revision. */
export function AttachForm(props: AttachFormProps) {
  return (
    <ActionForm id={props.id} action={props.action}>
      {({ field, state }) => {
        const missing = state.status === "failed" ? state.fields.fileId : undefined;
        return (
          <>
            {props.file !== null && <FileLine file={props.file} />}
            {missing !== undefined && (
              <p id={`${props.id}-fileId`} tabIndex={-1} className="wm-error">
                {missing}
              </p>
            )}
            <Fields {...props} field={field} />
            <SubmitButton icon="evidence">
              {props.purpose === "attach" ? "Attach evidence" : "Save the new revision"}
            </SubmitButton>
          </>
        );
      }}
    </ActionForm>
  );
}
