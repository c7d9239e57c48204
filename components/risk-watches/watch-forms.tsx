"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import { evidenceKinds, titleOfEvidenceKind } from "@/lib/evidence/rules/evidence-kinds";
import { operatorWords, watchOperators } from "@/lib/risk-watches/rules/watch-kinds";
import type { RiskWatchesView } from "@/lib/risk-watches/schema/watches";

type AddWatchProps = {
  view: Pick<RiskWatchesView, "riskId" | "version" | "metrics">;
  action: FormAction;
};

function Subject({ view, kind }: Pick<AddWatchProps, "view"> & { kind: "metric" | "evidence" }) {
  return (
    <>
      <input type="hidden" name="riskId" value={view.riskId} />
      <input type="hidden" name="version" value={view.version} />
      <input type="hidden" name="kind" value={kind} />
    </>
  );
}

const effects = ["likelihoodEffect", "impactEffect"] as const;
const effectLabels = {
  likelihoodEffect: "A breach raises likelihood by",
  impactEffect: "and impact by",
} as const;
const steps = ["no step", "1 step", "2 steps", "3 steps", "4 steps", "5 steps"];

type Help = Parameters<Parameters<typeof ActionForm>[0]["children"]>[0];

function Effects({ field }: Pick<Help, "field">) {
  return (
    <div className="grid grid-cols-2 items-end gap-3">
      {effects.map((name, index) => (
        <SelectField
          key={name}
          {...field(name, index === 0 ? 1 : 0)}
          label={effectLabels[name]}
          options={steps.map((label, step) => ({ value: String(step), label }))}
        />
      ))}
    </div>
  );
}

/** What the project measures already is offered; another name may be typed before its first value. */
export function WatchMetricForm({ view, action }: AddWatchProps) {
  const names = [...new Set(view.metrics.map(({ name }) => name))];
  const slices = [...new Set(view.metrics.map(({ slice }) => slice))].filter(Boolean);
  return (
    <ActionForm id="watch-metric" action={action} disclosure="Watch a metric">
      {({ field }) => (
        <>
          <Subject view={view} kind="metric" />
          <TextField
            {...field("metricName")}
            label="Metric"
            hint={
              names.length === 0
                ? "Nothing is measured in this project yet; the watch waits for the first value."
                : `Measured so far: ${names.slice(0, 6).join(", ")}${names.length > 6 ? " and more" : ""}.`
            }
            list="watch-metric-names"
            autoComplete="off"
            required
          />
          <datalist id="watch-metric-names">
            {names.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <TextField
            {...field("slice")}
            label="Slice"
            optional="yes"
            list="watch-metric-slices"
            autoComplete="off"
          />
          <datalist id="watch-metric-slices">
            {slices.map((slice) => (
              <option key={slice} value={slice} />
            ))}
          </datalist>
          <div className="grid grid-cols-2 items-end gap-3">
            <SelectField
              {...field("operator", "at_least")}
              label="Has to be"
              options={watchOperators.map((value) => ({ value, label: operatorWords[value] }))}
            />
            <TextField {...field("threshold")} label="Limit" inputMode="decimal" required />
          </div>
          <Effects field={field} />
          <SubmitButton>Watch the metric</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

export function WatchEvidenceForm({ view, action }: AddWatchProps) {
  return (
    <ActionForm id="watch-evidence" action={action} disclosure="Watch evidence">
      {({ field }) => (
        <>
          <Subject view={view} kind="evidence" />
          <SelectField
            {...field("evidenceKind")}
            label="The project has evidence of this kind"
            placeholder="Choose a kind"
            options={evidenceKinds.map((value) => ({ value, label: titleOfEvidenceKind[value] }))}
            required
          />
          <TextField
            {...field("maxAgeDays")}
            label="Not older than, in days"
            hint="Counted from the day the evidence speaks about. Left empty, it only has to be there."
            inputMode="numeric"
            optional="yes"
          />
          <Effects field={field} />
          <SubmitButton>Watch the evidence</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

export function EndWatchForm({ watchId, action }: { watchId: string; action: FormAction }) {
  return (
    <ActionForm id={`end-watch-${watchId}`} action={action} disclosure="End this watch">
      {({ field }) => (
        <>
          <input type="hidden" name="watchId" value={watchId} />
          <TextAreaField
            {...field("reason")}
            label="Why it is not watched any more"
            hint="What it found stays open until somebody closes it."
            required
          />
          <SubmitButton variant="danger">End the watch</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

export function CloseFindingForm({ findingId, action }: { findingId: string; action: FormAction }) {
  return (
    <ActionForm id={`close-finding-${findingId}`} action={action} disclosure="Close the finding">
      {({ field }) => (
        <>
          <input type="hidden" name="findingId" value={findingId} />
          <TextAreaField
            {...field("note")}
            label="What was done about it"
            hint="The level stays as it is: rate the risk again where it changed."
            required
          />
          <SubmitButton>Close the finding</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
