"use client";

import { ActionForm, type FormAction, type FormHelp } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import { fieldTitles, type ImportField } from "@/lib/risk-imports/rules/import-fields";
import type { ImportRowView } from "@/lib/risk-imports/schema/views";
import { duplicateWords } from "./import-words";

type RowFormProps = {
  draftId: string;
  version: number;
  row: ImportRowView;
  /** Which cells can be entered anew here. */
  fields: readonly ImportField[];
  action: FormAction;
};

const longFields: readonly ImportField[] = ["cause", "event", "consequence", "treatmentNote"];

function CellField({
  name,
  row,
  field,
}: {
  name: ImportField;
  row: ImportRowView;
  field: FormHelp["field"];
}) {
  const problems = row.problems.filter((problem) => problem.field === name);
  const error = problems.map(({ message }) => message).join(" ");
  const shared = {
    ...field(`values.${name}`, row.texts[name]),
    label: fieldTitles[name],
    error: error === "" ? undefined : error,
  };
  return longFields.includes(name) ? (
    <TextAreaField {...shared} rows={2} />
  ) : (
    <TextField {...shared} />
  );
}

function DuplicateField({ row, field }: { row: ImportRowView; field: FormHelp["field"] }) {
  const { duplicate } = row;
  if (duplicate === null) {
    return null;
  }
  const options = Object.entries(duplicateWords)
    .filter(([value]) => duplicate.isInRegister || value !== "update")
    .map(([value, label]) => ({ value, label }));
  return (
    <SelectField
      {...field("onDuplicate", duplicate.choice)}
      label={`Same as ${duplicate.of}`}
      options={options}
    />
  );
}

/** The cells of one row, entered anew; the file itself stays as it was sent. */
export function RowForm({ draftId, version, row, fields, action }: RowFormProps) {
  return (
    <ActionForm id={`row-${row.row}`} action={action} label={`Row ${row.number}`}>
      {({ field }) => (
        <>
          <input type="hidden" name="draftId" value={draftId} />
          <input type="hidden" name="version" value={version} />
          <input type="hidden" name="row" value={row.row} />
          <div className="grid gap-3 sm:grid-cols-2">
            {fields.map((name) => (
              <CellField key={name} name={name} row={row} field={field} />
            ))}
            <DuplicateField row={row} field={field} />
          </div>
          <div className="flex flex-wrap gap-2">
            <SubmitButton variant="default" size="sm">
              {row.fate === "left_out" ? "Take the row in again" : "Save the row"}
            </SubmitButton>
            {row.fate !== "left_out" && (
              <SubmitButton variant="quiet" size="sm" name="isLeftOut" value="true">
                Leave the row out
              </SubmitButton>
            )}
          </div>
        </>
      )}
    </ActionForm>
  );
}
