"use client";

import { ActionForm, type FormAction, type FormHelp } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import type { ControlView, RiskTreatmentView } from "@/lib/risk-treatment/schema";
import { evidenceChoices } from "./evidence-choices";

const states = [
  { value: "existing", label: "It exists" },
  { value: "planned", label: "It is planned" },
];

type Stored = Pick<ControlView, "name" | "description" | "state">;

function ControlFields({ field, stored }: Pick<FormHelp, "field"> & { stored?: Stored }) {
  return (
    <>
      <TextField
        {...field("name", stored?.name)}
        label="Control"
        hint="What holds the risk down for good, as in: A second person reads every label."
        maxLength={160}
        required
      />
      <SelectField
        {...field("state", stored?.state ?? "existing")}
        label="State"
        options={states}
      />
      <TextAreaField
        {...field("description", stored?.description)}
        label="How it works"
        optional="yes"
        rows={2}
      />
    </>
  );
}

export function AddControlForm({ riskId, action }: { riskId: string; action: FormAction }) {
  return (
    <ActionForm id="add-control" action={action} disclosure="Add a control">
      {({ field }) => (
        <>
          <input type="hidden" name="riskId" value={riskId} />
          <ControlFields field={field} />
          <SubmitButton icon="plus">Add the control</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

type ControlFormProps = { control: ControlView; action: FormAction };

export function ChangeControlForm({ control, action }: ControlFormProps) {
  return (
    <ActionForm
      id={`change-control-${control.id}`}
      action={action}
      label={`Change the control ${control.name}`}
    >
      {({ field }) => (
        <>
          <input type="hidden" name="controlId" value={control.id} />
          <input type="hidden" name="version" value={control.version} />
          <ControlFields field={field} stored={control} />
          <SubmitButton>Save the control</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

export function RetireControlForm({ control, action }: ControlFormProps) {
  return (
    <ActionForm
      id={`retire-control-${control.id}`}
      action={action}
      label={`Take the control ${control.name} out of use`}
    >
      {({ field }) => (
        <>
          <input type="hidden" name="controlId" value={control.id} />
          <input type="hidden" name="version" value={control.version} />
          <TextAreaField
            {...field("reason")}
            label="Why it is not used any more"
            hint="It leaves the risk; the audit trail keeps it."
            rows={2}
            required
          />
          <SubmitButton variant="danger">Take it out of use</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

type ProveProps = ControlFormProps & {
  projectId: string;
  evidence: RiskTreatmentView["evidence"];
};

export function ProveControlForm({ control, projectId, evidence, action }: ProveProps) {
  const linked = new Set<string>(control.proofs.map(({ evidenceId }) => evidenceId));
  const open = evidence.filter(({ id }) => !linked.has(id));
  return (
    <ActionForm
      id={`prove-control-${control.id}`}
      action={action}
      disclosure={control.standing === "proved" ? "Link newer evidence" : "Prove it"}
    >
      {({ field }) =>
        open.length === 0 ? (
          <p className="text-ink-2">
            There is no evidence to choose.{" "}
            <TextLink href={`/projects/${projectId}/evidence`}>Attach some to the project</TextLink>{" "}
            first.
          </p>
        ) : (
          <>
            <input type="hidden" name="controlId" value={control.id} />
            <SelectField
              {...field("evidenceId")}
              label="Evidence that it works"
              placeholder="Choose evidence"
              options={evidenceChoices(open)}
              required
            />
            <SubmitButton>Link the evidence</SubmitButton>
          </>
        )
      }
    </ActionForm>
  );
}

export function RemoveProofForm({ control, action }: ControlFormProps) {
  return (
    <ActionForm
      id={`remove-proof-${control.id}`}
      action={action}
      label={`Unlink evidence from ${control.name}`}
    >
      {({ field }) => (
        <>
          <input type="hidden" name="controlId" value={control.id} />
          <SelectField
            {...field("evidenceId", control.proofs[0]?.evidenceId)}
            label="Evidence that does not prove it"
            options={evidenceChoices(
              control.proofs.map(({ evidenceId: id, ...proof }) => ({ id, ...proof })),
            )}
          />
          <TextAreaField
            {...field("reason")}
            label="Why it does not"
            hint="The evidence stays in the project."
            rows={2}
            required
          />
          <SubmitButton variant="danger">Unlink the evidence</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
