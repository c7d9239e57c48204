"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import {
  fieldTitles,
  type ImportField,
  importFields,
} from "@/lib/risk-imports/rules/import-fields";
import type { DraftView } from "@/lib/risk-imports/schema/views";

type ColumnsFormProps = {
  draft: Pick<DraftView, "id" | "version" | "heads" | "columns">;
  action: FormAction;
};

const hints: Partial<Record<ImportField, string>> = {
  project: "Key or name of the project.",
  key: "Only keys of Waymark's own, as in R-04: they find the risk again.",
  title: "Where it is empty, the beginning of the event stands for it.",
  owner: "E-mail address or name of somebody in the project.",
  likelihood: "A step of the matrix, by number or by its word.",
  impact: "A step of the matrix, by number or by its word.",
};

type Head = DraftView["heads"][number];

function labelOf({ name, head, samples: [sample] }: Head): string {
  const shown = sample === undefined || sample.length <= 30 ? sample : `${sample.slice(0, 29)}…`;
  const example = shown === undefined ? "" : `, as in “${shown}”`;
  return `${name} ${head === "" ? "(no name)" : head}${example}`;
}

/** Every field with the column it is read from; what was guessed is chosen already. */
export function ColumnsForm({ draft, action }: ColumnsFormProps) {
  const { id, version, heads, columns } = draft;
  const options = heads.map((head) => ({ value: String(head.column), label: labelOf(head) }));
  return (
    <ActionForm id="columns" action={action}>
      {({ field }) => (
        <>
          <input type="hidden" name="draftId" value={id} />
          <input type="hidden" name="version" value={version} />
          <div className="grid gap-3 sm:grid-cols-2">
            {importFields.map((name) => (
              <SelectField
                key={name}
                {...field(`columns.${name}`, columns[name])}
                label={fieldTitles[name]}
                hint={hints[name]}
                placeholder="No column"
                options={options}
              />
            ))}
          </div>
          <span>
            <SubmitButton>Go on to the rows</SubmitButton>
          </span>
        </>
      )}
    </ActionForm>
  );
}
