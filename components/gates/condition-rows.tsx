"use client";

import type { FormHelp } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";

type ConditionRowsProps = {
  people: readonly { id: string; name: string }[];
  laterGates: readonly { id: string; code: string; name: string }[];
  /** One number a row; it stays with its row while others come and go. */
  rows: readonly number[];
  setRows: (rows: readonly number[]) => void;
  field: FormHelp["field"];
};

/** What has to be done afterwards: text, owner, and a day or the later gate it holds up. */
export function ConditionRows(props: ConditionRowsProps) {
  const { people, laterGates, rows, setRows, field } = props;
  return (
    <fieldset className="space-y-3">
      <legend className="wm-label">Conditions</legend>
      {rows.map((id, index) => {
        const at = `conditions.${index}`;
        return (
          <div key={id} className="space-y-2 border border-line p-2.5">
            <TextField {...field(`${at}.text`)} label={`C${index + 1}: what has to be done`} />
            <SelectField
              {...field(`${at}.ownerId`)}
              label="Owner"
              options={people.map(({ id: value, name: label }) => ({ value, label }))}
            />
            <TextField {...field(`${at}.dueOn`)} type="date" label="Due" optional="yes" />
            <SelectField
              {...field(`${at}.blocksGateId`)}
              label="Or the gate it blocks"
              placeholder="None"
              options={laterGates.map(({ id: value, code, name }) => ({
                value,
                label: `${code} ${name}`,
              }))}
            />
            {rows.length > 1 && (
              <Button
                size="sm"
                variant="quiet"
                onClick={() => setRows(rows.filter((each) => each !== id))}
              >
                Remove condition {index + 1}
              </Button>
            )}
          </div>
        );
      })}
      <Button size="sm" icon="plus" onClick={() => setRows([...rows, Math.max(...rows) + 1])}>
        Add condition
      </Button>
    </fieldset>
  );
}
