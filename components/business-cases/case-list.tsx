"use client";

import { TextInput } from "@/components/ui/text-input";
import { CaseField, type CaseFieldShape } from "./case-field";
import { CaseRows } from "./case-rows";
import { type ListName, listShapes } from "./case-shapes";

type Value = string | number | null | undefined;
type Errors = Readonly<Record<string, string>>;

const cells: Partial<Record<CaseFieldShape["kind"], string>> = {
  paragraph: "sm:col-span-3",
  hidden: "hidden",
};

type CaseListProps = {
  list: ListName;
  rows: readonly Readonly<Record<string, Value>>[];
  errors: Errors;
  onChange: () => void;
};

/** A list of the case, drawn from its shape. */
export function CaseList({ list, rows, errors, onChange }: CaseListProps) {
  const { noun, path, fields } = listShapes[list];
  return (
    <CaseRows noun={noun} rows={rows} onChange={onChange}>
      {(row, index) => (
        <div className="grid gap-2 sm:grid-cols-3">
          {Object.entries<CaseFieldShape>(fields).map(([field, shape]) => {
            const name = `sections.${path}.${index}.${field}`;
            return (
              <div key={field} className={cells[shape.kind]}>
                <CaseField name={name} shape={shape} value={row?.[field]} error={errors[name]} />
              </div>
            );
          })}
        </div>
      )}
    </CaseRows>
  );
}

type CaseBulletsProps = {
  section: string;
  noun: string;
  rows: readonly string[];
  errors: Errors;
  onChange: () => void;
};

/** A list of plain lines. */
export function CaseBullets({ section, noun, rows, errors, onChange }: CaseBulletsProps) {
  return (
    <CaseRows noun={noun} rows={rows} onChange={onChange}>
      {(row, index) => (
        <TextInput
          name={`sections.${section}`}
          aria-label={`${noun} ${index + 1}`}
          aria-invalid={errors[`sections.${section}.${index}`] !== undefined || undefined}
          defaultValue={row ?? ""}
        />
      )}
    </CaseRows>
  );
}
