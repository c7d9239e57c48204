"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button-link";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { EntryView } from "@/lib/journal/schema";
import { kindChoices } from "./journal-words";
import { MentionArea, type Mentioned } from "./mention-area";
import { PictureButton } from "./picture-button";

type EditEntryFormProps = {
  entry: EntryView;
  projectId: string;
  people: readonly Mentioned[];
  action: FormAction;
  /** The log without this form. */
  backHref: string;
};

export function EditEntryForm({ entry, projectId, people, action, backHref }: EditEntryFormProps) {
  return (
    <ActionForm id="entry" action={action}>
      {({ field }) => (
        <>
          <input type="hidden" name="entryId" value={entry.id} />
          <input type="hidden" name="version" value={entry.version} />
          <input type="hidden" name="back" value={backHref} />
          <div>
            <MentionArea
              {...field("body", entry.body)}
              label="Entry"
              people={people}
              rows={5}
              maxLength={20_000}
              required
            />
            <PictureButton projectId={projectId} />
          </div>
          <div className="grid grid-cols-2 gap-3">
            <SelectField {...field("kind", entry.kind)} label="Kind" options={kindChoices} />
            <TextField {...field("entryOn", entry.entryOn)} type="date" label="Day" />
          </div>
          <div className="flex gap-2">
            <SubmitButton>Save entry</SubmitButton>
            <ButtonLink href={backHref} scroll={false}>
              Leave as it was
            </ButtonLink>
          </div>
        </>
      )}
    </ActionForm>
  );
}
