"use client";

import { ActionForm, type FormAction, type FormHelp } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import type { RiskOptionsView } from "@/lib/risks/schema";
import { categoryWords, choicesOf, stepChoices, treatmentWords } from "./risk-words";

type RaiseRiskFormProps = {
  projectId: string;
  options: Pick<RiskOptionsView, "people" | "stages" | "gates" | "matrix" | "readerId">;
  action: FormAction;
};

type PartProps = { field: FormHelp["field"] };

function Story({ field }: PartProps) {
  return (
    <>
      <TextField
        {...field("title")}
        label="Title"
        hint="As in: Label leakage from free-text notes."
        maxLength={160}
        required
      />
      <TextAreaField
        {...field("cause")}
        label="Cause"
        hint="Because … what is already so."
        optional="yes"
        rows={2}
      />
      <TextAreaField
        {...field("event")}
        label="Event"
        hint="… it may happen that …"
        optional="yes"
        rows={2}
      />
      <TextAreaField
        {...field("consequence")}
        label="Consequence"
        hint="… which would mean …"
        optional="yes"
        rows={2}
      />
    </>
  );
}

function Level({ field, matrix }: PartProps & { matrix: RiskOptionsView["matrix"] }) {
  return (
    <div className="grid grid-cols-2 gap-3">
      <SelectField
        {...field("likelihood")}
        label="Likelihood"
        placeholder="Choose"
        options={stepChoices(matrix.likelihoods)}
        required
      />
      <SelectField
        {...field("impact")}
        label="Impact"
        placeholder="Choose"
        options={stepChoices(matrix.impacts)}
        required
      />
    </div>
  );
}

function Treatment({ field }: PartProps) {
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <SelectField
          {...field("treatment", "mitigate")}
          label="Treatment"
          options={choicesOf(treatmentWords)}
        />
        <TextField {...field("dueOn")} type="date" label="Due" optional="yes" />
      </div>
      <TextAreaField
        {...field("treatmentNote")}
        label="What is done about it"
        optional="yes"
        rows={2}
      />
    </>
  );
}

export function RaiseRiskForm({ projectId, options, action }: RaiseRiskFormProps) {
  const { people, stages, gates, matrix, readerId } = options;
  const isMember = people.some((person) => person.id === readerId);
  return (
    <ActionForm id="raise" action={action}>
      {({ field }) => (
        <>
          <input type="hidden" name="projectId" value={projectId} />
          <Story field={field} />
          <SelectField
            {...field("category")}
            label="Category"
            placeholder="Choose a category"
            options={choicesOf(categoryWords)}
            required
          />
          <Level field={field} matrix={matrix} />
          <SelectField
            {...field("stageId")}
            label="Stage"
            placeholder="The whole project"
            options={stages.map(({ id, number, name }) => ({
              value: id,
              label: `${number} ${name}`,
            }))}
          />
          <SelectField
            {...field("gateId")}
            label="Gate"
            placeholder="No gate of its own"
            options={gates.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))}
          />
          <SelectField
            {...field("ownerId", isMember ? readerId : "")}
            label="Owner"
            hint="Watches it and sees to its treatment."
            placeholder="Choose an owner"
            options={people.map(({ id, name }) => ({ value: id, label: name }))}
            required
          />
          <Treatment field={field} />
          <SubmitButton icon="plus">Raise the risk</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
