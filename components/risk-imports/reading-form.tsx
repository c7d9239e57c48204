"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { DraftView } from "@/lib/risk-imports/schema/views";
import { encodingWords, separatorWords } from "./import-words";

type ReadingFormProps = {
  draft: Pick<DraftView, "id" | "version" | "reading" | "headerRow">;
  action: FormAction;
};

const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** Another sheet, other letters, another row of heads: the file is read again. */
export function ReadingForm({ draft, action }: ReadingFormProps) {
  const { id, version, reading, headerRow } = draft;
  return (
    <ActionForm id="reading" action={action} disclosure="Read it differently">
      {({ field }) => (
        <>
          <input type="hidden" name="draftId" value={id} />
          <input type="hidden" name="version" value={version} />
          {reading.kind === "xlsx" ? (
            <SelectField
              {...field("sheet", reading.sheet)}
              label="Sheet"
              options={reading.sheets.map(({ name, isHidden }) => ({
                value: name,
                label: isHidden ? `${name} (hidden)` : name,
              }))}
            />
          ) : (
            <div className="grid grid-cols-2 gap-3">
              <SelectField
                {...field("encoding", reading.encoding)}
                label="Letters"
                options={choices(encodingWords)}
              />
              <SelectField
                {...field("separator", reading.separator)}
                label="Between the cells"
                options={choices(separatorWords)}
              />
            </div>
          )}
          <TextField
            {...field("headerRow", headerRow)}
            type="number"
            min={1}
            label="Row with the names of the columns"
          />
          <p className="text-xs text-ink-2">
            Reading anew forgets the columns and what was entered in single rows; what words stand
            for is kept.
          </p>
          <span>
            <SubmitButton variant="default">Read it again</SubmitButton>
          </span>
        </>
      )}
    </ActionForm>
  );
}
