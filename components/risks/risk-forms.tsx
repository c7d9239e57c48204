"use client";

import type { ReactNode } from "react";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import type { RiskView } from "@/lib/risks/schema";
import {
  categoryWords,
  choicesOf,
  knowledgeWords,
  levelWords,
  stepChoices,
  treatmentWords,
} from "./risk-words";

type RiskFormProps = { risk: RiskView; action: FormAction };

/** Which risk, as it was when the form was drawn. */
function Subject({ risk }: { risk: Pick<RiskView, "id" | "version"> }) {
  return (
    <>
      <input type="hidden" name="riskId" value={risk.id} />
      <input type="hidden" name="version" value={risk.version} />
    </>
  );
}

function Pair({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-2 gap-3">{children}</div>;
}

export function RateRiskForm({ risk, action }: RiskFormProps) {
  return (
    <ActionForm id="rate" action={action} disclosure="Rate again">
      {({ field }) => (
        <>
          <Subject risk={risk} />
          <SelectField
            {...field("kind", "current")}
            label="Which level"
            hint="Inherent: before any treatment. Current: today. Residual: once the treatment is done."
            options={choicesOf(levelWords)}
          />
          <Pair>
            <SelectField
              {...field("likelihood", risk.current.likelihood)}
              label="Likelihood"
              options={stepChoices(risk.matrix.likelihoods)}
            />
            <SelectField
              {...field("impact", risk.current.impact)}
              label="Impact"
              options={stepChoices(risk.matrix.impacts)}
            />
          </Pair>
          <SelectField
            {...field("knowledge", risk.knowledge)}
            label="Knowledge behind it"
            options={choicesOf(knowledgeWords)}
          />
          <TextAreaField
            {...field("reason")}
            label="Reason"
            hint="What changed, as in: the free-text column was dropped from the features."
            required
          />
          <SubmitButton>Save the rating</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

export function TreatRiskForm({ risk, action }: RiskFormProps) {
  return (
    <ActionForm id="treat" action={action} disclosure="Change the treatment">
      {({ field }) => (
        <>
          <Subject risk={risk} />
          <Pair>
            <SelectField
              {...field("treatment", risk.treatment)}
              label="Treatment"
              options={choicesOf(treatmentWords)}
            />
            <TextField {...field("dueOn", risk.dueOn)} type="date" label="Due" optional="yes" />
          </Pair>
          <TextAreaField
            {...field("treatmentNote", risk.treatmentNote)}
            label="What is done about it"
            optional="yes"
            rows={4}
          />
          <SubmitButton>Save the treatment</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

export function EditRiskForm({ risk, action }: RiskFormProps) {
  return (
    <ActionForm id="edit" action={action} disclosure="Edit the text, owner or stage">
      {({ field }) => (
        <>
          <Subject risk={risk} />
          <TextField {...field("title", risk.title)} label="Title" maxLength={160} required />
          <TextAreaField {...field("cause", risk.cause)} label="Cause" optional="yes" />
          <TextAreaField {...field("event", risk.event)} label="Event" optional="yes" />
          <TextAreaField
            {...field("consequence", risk.consequence)}
            label="Consequence"
            optional="yes"
          />
          <SelectField
            {...field("category", risk.category)}
            label="Category"
            options={choicesOf(categoryWords)}
          />
          <Pair>
            <SelectField
              {...field("stageId", risk.stageId)}
              label="Stage"
              placeholder="The whole project"
              options={risk.stages.map(({ id, number, name }) => ({
                value: id,
                label: `${number} ${name}`,
              }))}
            />
            <SelectField
              {...field("gateId", risk.gateId)}
              label="Gate"
              placeholder="No gate of its own"
              options={risk.gates.map(({ id, code, name }) => ({
                value: id,
                label: `${code} ${name}`,
              }))}
            />
          </Pair>
          <SelectField
            {...field("ownerId", risk.ownerId)}
            label="Owner"
            options={risk.people.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <SubmitButton>Save the risk</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

const endings = {
  close: {
    label: "Why it can be closed",
    hint: "A closed risk leaves the register's picture and no longer holds a gate.",
    button: "Close",
  },
  reopen: {
    label: "Why it is open again",
    hint: "It counts against the appetite from now on.",
    button: "Reopen",
  },
} as const;

export function EndRiskForm({ risk, action, end }: RiskFormProps & { end: "close" | "reopen" }) {
  const { label, hint, button } = endings[end];
  return (
    <ActionForm id={end} action={action} disclosure={`${button} the risk`}>
      {({ field }) => (
        <>
          <Subject risk={risk} />
          <TextAreaField {...field("reason")} label={label} hint={hint} required />
          <SubmitButton variant={end === "close" ? "danger" : "primary"}>
            {button} {risk.key}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
