"use client";

import { categoryWords, choicesOf, treatmentWords } from "@/components/risks/risk-words";
import { ActionForm, type FormAction, type FormHelp } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import type { EntryView, PlaceView } from "@/lib/risk-catalogue/schema";
import { PlaceChoice } from "./place-choice";

type CataloguePlaces = { stages: readonly PlaceView[]; tasks: readonly PlaceView[] };

type EntryFormProps = {
  workspaceId: string;
  /** Null for a new one. */
  entry: EntryView | null;
  places: CataloguePlaces;
  action: FormAction;
};

type PartProps = { field: FormHelp["field"]; entry: EntryView | null };

const fiveSteps = [1, 2, 3, 4, 5].map((step) => ({ value: String(step), label: `${step} of 5` }));

function Story({ field, entry }: PartProps) {
  return (
    <>
      <TextAreaField
        {...field("cause", entry?.cause)}
        label="Cause"
        hint="Because … what is already so."
        optional="yes"
        rows={2}
      />
      <TextAreaField
        {...field("event", entry?.event)}
        label="Event"
        hint="… it may happen that …"
        optional="yes"
        rows={2}
      />
      <TextAreaField
        {...field("consequence", entry?.consequence)}
        label="Consequence"
        hint="… which would mean …"
        optional="yes"
        rows={2}
      />
    </>
  );
}

function Weight({ field, entry }: PartProps) {
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <SelectField
          {...field("likelihood", entry?.likelihood ?? 3)}
          label="Likelihood"
          options={fiveSteps}
        />
        <SelectField {...field("impact", entry?.impact ?? 3)} label="Impact" options={fiveSteps} />
      </div>
      <SelectField
        {...field("treatment", entry?.treatment ?? "mitigate")}
        label="Treatment"
        options={choicesOf(treatmentWords)}
      />
      <TextAreaField
        {...field("advice", entry?.advice)}
        label="What helps"
        hint="Becomes the plan of treatment of a risk taken over."
        optional="yes"
        rows={3}
      />
    </>
  );
}

function Places({ field, entry, places }: PartProps & { places: CataloguePlaces }) {
  const parts = [
    { name: "stages", title: "Stages it arises in", places: places.stages },
    { name: "tasks", title: "Tasks it arises in", places: places.tasks },
  ] as const;
  return (
    <>
      {parts.map((part) => {
        const { id, defaultValue, error } = field(part.name, entry?.[part.name].join("\n"));
        return <PlaceChoice key={id} {...part} id={id} chosen={defaultValue} error={error} />;
      })}
      <p className="wm-hint">
        Where neither a stage nor a task is chosen, it is suggested in every project.
      </p>
    </>
  );
}

/** The text of an entry. A shipped one that is changed here gets one's own in its place. */
export function EntryForm({ workspaceId, entry, places, action }: EntryFormProps) {
  const shared = entry === null ? {} : { disclosure: "Change it" };
  return (
    <ActionForm id="entry" action={action} {...shared}>
      {({ field }) => (
        <>
          <input type="hidden" name="workspaceId" value={workspaceId} />
          {entry !== null && <input type="hidden" name="key" value={entry.key} />}
          {entry !== null && <input type="hidden" name="seen" value={entry.seen} />}
          {entry?.origin === "shipped" && (
            <p className="text-ink-2">
              Your text then stands in the place of the shipped one, which can be brought back.
            </p>
          )}
          <TextField {...field("title", entry?.title)} label="Title" maxLength={160} required />
          {entry === null && (
            <TextField
              {...field("key")}
              label="Key"
              hint="By which files know it. Left empty it is made of the title."
              optional="yes"
              maxLength={60}
            />
          )}
          <SelectField
            {...field("category", entry?.category)}
            label="Category"
            placeholder="Choose a category"
            options={choicesOf(categoryWords)}
            required
          />
          <Story field={field} entry={entry} />
          <Weight field={field} entry={entry} />
          <Places field={field} entry={entry} places={places} />
          <TextField
            {...field("source", entry?.source)}
            label="Source"
            hint="The paper, standard or incident it is from."
            optional="yes"
            maxLength={500}
          />
          <SubmitButton>{entry === null ? "Add to the catalogue" : "Save"}</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
