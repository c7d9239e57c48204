"use client";

import { ActionForm, type FormAction, type FormHelp } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import type { ActionView, RiskTreatmentView } from "@/lib/risk-treatment/schema";
import type { RiskView } from "@/lib/risks/schema";
import { stepsOf } from "./treatment-words";

type Treated = Pick<RiskView, "id" | "stages" | "matrix">;

type PlanProps = { risk: Treated; view: RiskTreatmentView; action: FormAction };

type ExpectationProps = Pick<FormHelp, "field"> & {
  matrix: RiskView["matrix"];
  currency: string;
  stored?: Pick<ActionView, "cost" | "likelihoodEffect" | "impactEffect">;
};

/** What it should bring and what it costs. */
function Expectation({ field, matrix, currency, stored }: ExpectationProps) {
  return (
    <>
      <div className="grid grid-cols-2 items-end gap-3">
        <SelectField
          {...field("likelihoodEffect", stored?.likelihoodEffect ?? 0)}
          label="Should lower likelihood by"
          options={stepsOf(matrix.likelihoods.length)}
        />
        <SelectField
          {...field("impactEffect", stored?.impactEffect ?? 0)}
          label="and impact by"
          options={stepsOf(matrix.impacts.length)}
        />
      </div>
      <TextField
        {...field("cost", stored?.cost)}
        label={currency === "" ? "Cost" : `Cost in ${currency}`}
        inputMode="decimal"
        optional="yes"
      />
    </>
  );
}

export function PlanActionForm({ risk, view, action }: PlanProps) {
  return (
    <ActionForm id="plan-action" action={action} disclosure="Plan an action">
      {({ field }) => (
        <>
          <input type="hidden" name="riskId" value={risk.id} />
          <TextField
            {...field("name")}
            label="What is done"
            hint="It becomes a task, as in: Drop the free-text column."
            maxLength={200}
            required
          />
          <div className="grid grid-cols-2 gap-3">
            <SelectField
              {...field("assigneeId")}
              label="Who does it"
              placeholder="Choose a person"
              options={view.people.map(({ id, name }) => ({ value: id, label: name }))}
              required
            />
            <TextField {...field("dueOn")} type="date" label="Done by" required />
          </div>
          <SelectField
            {...field("stageId", view.usualStageId)}
            label="Stage"
            hint="A new task in a stage that is behind makes its gate lapse."
            options={risk.stages.map(({ id, number, name }) => ({
              value: id,
              label: `${number} ${name}`,
            }))}
          />
          <Expectation field={field} matrix={risk.matrix} currency={view.currency} />
          <SubmitButton icon="plus">Plan the action</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

export function TieTaskForm({ risk, view, action }: PlanProps) {
  if (view.openTasks.length === 0) {
    return (
      <p className="border-line border-t py-2 text-ink-3 text-sm">
        The project has no open task that could be chosen.
      </p>
    );
  }
  return (
    <ActionForm id="tie-task" action={action} disclosure="Choose a task that is there">
      {({ field }) => (
        <>
          <input type="hidden" name="riskId" value={risk.id} />
          <SelectField
            {...field("taskId")}
            label="Task"
            hint="It keeps its owner and its day."
            placeholder="Choose a task"
            options={view.openTasks.map(({ id, key, name }) => ({
              value: id,
              label: `${key} ${name}`,
            }))}
            required
          />
          <Expectation field={field} matrix={risk.matrix} currency={view.currency} />
          <SubmitButton>Treat the risk with it</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

type EditedProps = { view: Pick<RiskTreatmentView, "version" | "currency">; edited: ActionView };

function Subject({ view, edited }: EditedProps) {
  return (
    <>
      <input type="hidden" name="actionId" value={edited.id} />
      <input type="hidden" name="version" value={view.version} />
    </>
  );
}

export function ChangeActionForm({
  risk,
  view,
  edited,
  action,
}: EditedProps & { risk: Pick<RiskView, "matrix">; action: FormAction }) {
  return (
    <ActionForm
      id={`change-action-${edited.id}`}
      action={action}
      label={`What ${edited.task.key} should bring`}
    >
      {({ field }) => (
        <>
          <Subject view={view} edited={edited} />
          <Expectation
            field={field}
            matrix={risk.matrix}
            currency={view.currency}
            stored={edited}
          />
          <SubmitButton>Save the action</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

export function RemoveActionForm({ view, edited, action }: EditedProps & { action: FormAction }) {
  return (
    <ActionForm
      id={`remove-action-${edited.id}`}
      action={action}
      label={`Take ${edited.task.key} off this risk`}
    >
      {({ field }) => (
        <>
          <Subject view={view} edited={edited} />
          <TextAreaField
            {...field("reason")}
            label="Why it does not treat this risk"
            hint="The task stays where it is."
            rows={2}
            required
          />
          <SubmitButton variant="danger">Take it off</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
