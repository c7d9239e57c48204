"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";

type ConditionRowsProps = {
  people: readonly { id: string; name: string }[];
  laterGates: readonly { id: string; code: string; name: string }[];
  errors: Readonly<Record<string, string>>;
};

/** What has to be done afterwards: text, owner, and a day or the later gate it holds up. */
export function ConditionRows({ people, laterGates, errors }: ConditionRowsProps) {
  const [ids, setIds] = useState<readonly number[]>([0]);
  return (
    <fieldset className="space-y-3">
      <legend className="wm-label">Conditions</legend>
      {ids.map((id, index) => {
        const at = `conditions.${index}`;
        return (
          <div key={id} className="space-y-2 border border-line p-2.5">
            <TextField
              name={`${at}.text`}
              label={`C${index + 1}: what has to be done`}
              error={errors[`${at}.text`]}
            />
            <SelectField
              name={`${at}.ownerId`}
              label="Owner"
              options={people.map(({ id: value, name: label }) => ({ value, label }))}
              error={errors[`${at}.ownerId`]}
            />
            <TextField
              name={`${at}.dueOn`}
              type="date"
              label="Due"
              optional="yes"
              error={errors[`${at}.dueOn`]}
            />
            <SelectField
              name={`${at}.blocksGateId`}
              label="Or the gate it blocks"
              placeholder="None"
              options={laterGates.map(({ id: value, code, name }) => ({
                value,
                label: `${code} ${name}`,
              }))}
              error={errors[`${at}.blocksGateId`]}
            />
            {ids.length > 1 && (
              <Button
                size="sm"
                variant="quiet"
                onClick={() => setIds(ids.filter((each) => each !== id))}
              >
                Remove condition {index + 1}
              </Button>
            )}
          </div>
        );
      })}
      <Button size="sm" icon="plus" onClick={() => setIds([...ids, Math.max(...ids) + 1])}>
        Add condition
      </Button>
    </fieldset>
  );
}
