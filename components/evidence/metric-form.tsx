"use client";

import { useState } from "react";
import { ActionForm, type FormAction, type FormHelp } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

export type MetricDraft = {
  name: string;
  slice: string;
  direction: "higher_is_better" | "lower_is_better" | "";
  dataSetHash: string;
  /** What a gate asks of it, for whoever fills the form. */
  asked: string | null;
};

type MetricFormProps = {
  projectId: string;
  draft: MetricDraft;
  backHref: string;
  action: FormAction;
};

const directions = [
  { value: "higher_is_better", label: "Higher is better" },
  { value: "lower_is_better", label: "Lower is better" },
];

/** The picker knows the reader's clock; the record keeps the instant. */
function MeasuredAt({ field }: Pick<FormHelp, "field">) {
  const kept = field("measuredAt");
  const [instant, setInstant] = useState(kept.defaultValue);
  const choose = (local: string) => {
    const at = new Date(local);
    setInstant(Number.isNaN(at.getTime()) ? "" : at.toISOString());
  };
  return (
    <>
      <input type="hidden" name="measuredAt" value={instant} />
      <TextField
        id={kept.id}
        name="measuredAtLocal"
        form="nowhere"
        type="datetime-local"
        label="Measured at"
        hint="Left empty: now."
        optional="yes"
        error={kept.error}
        onChange={(event) => choose(event.target.value)}
      />
    </>
  );
}

function Measured({ field, draft }: Pick<FormHelp, "field"> & { draft: MetricDraft }) {
  return (
    <>
      <TextField
        {...field("name", draft.name)}
        label="Name"
        hint="As the gate or the business case writes it: recall_gap."
        maxLength={120}
        required
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField {...field("value")} label="Value" inputMode="decimal" required />
        <TextField {...field("unit")} label="Unit" maxLength={40} optional="yes" />
      </div>
      <SelectField
        {...field("direction", draft.direction)}
        label="Direction"
        placeholder="Choose"
        options={directions}
      />
      <TextField
        {...field("slice", draft.slice)}
        label="Slice"
        hint="The part of the data it was read on, as in: policies sold by brokers."
        maxLength={120}
        optional="yes"
      />
    </>
  );
}

/** A value somebody read off a report; pipelines push the same record over REST. */
export function MetricForm({ projectId, draft, backHref, action }: MetricFormProps) {
  return (
    <ActionForm id="metric" action={action}>
      {({ field }) => (
        <>
          <input type="hidden" name="projectId" value={projectId} />
          <input type="hidden" name="back" value={backHref} />
          {draft.asked !== null && <p className="text-ink-2 text-sm">{draft.asked}</p>}
          <Measured field={field} draft={draft} />
          <TextField
            {...field("dataSetHash", draft.dataSetHash)}
            label="Hash of the data set"
            hint="SHA-256 of the file it was measured on. A gate may demand a certain one."
            maxLength={128}
            optional="yes"
          />
          <TextField
            {...field("modelRef")}
            label="Model or run"
            hint="As in: lps 0.9, run 212."
            maxLength={200}
            optional="yes"
          />
          <MeasuredAt field={field} />
          <TextField
            {...field("source")}
            label="Where it was read"
            hint="As in: evaluation report, section 4."
            maxLength={500}
            optional="yes"
          />
          <SubmitButton icon="evidence">Attach metric</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
