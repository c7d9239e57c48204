"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

type ReadingFormProps = {
  projectId: string;
  criterionKey: string;
  checkpoint: string;
  unit: string;
  /** The reading this one takes the place of. */
  correctsId: string | null;
  metrics: readonly { value: string; label: string }[];
  action: FormAction;
};

export function ReadingForm(props: ReadingFormProps) {
  const { projectId, criterionKey, checkpoint, unit, correctsId, metrics, action } = props;
  return (
    <ActionForm id="reading" action={action} label="Record what was read">
      {({ field }) => (
        <>
          <input type="hidden" name="projectId" value={projectId} />
          <input type="hidden" name="criterionKey" value={criterionKey} />
          <input type="hidden" name="checkpoint" value={checkpoint} />
          <input type="hidden" name="correctsId" value={correctsId ?? ""} />
          <div className="grid gap-3 sm:grid-cols-2">
            <TextField
              {...field("value")}
              label={unit === "" ? "Value" : `Value, ${unit}`}
              inputMode="decimal"
              optional="yes"
            />
            {metrics.length > 0 && (
              <SelectField
                {...field("metricId")}
                label="or a metric on record"
                options={[{ value: "", label: "none, the value is typed" }, ...metrics]}
              />
            )}
          </div>
          <TextField
            {...field("note")}
            label={correctsId === null ? "Where it is from" : "Why it is corrected"}
            hint="A metric brings its own source; a typed value needs a few words."
          />
          <SubmitButton>{correctsId === null ? "Record" : "Correct"} this reading</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
