"use client";

import { Fragment } from "react";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import type { StageView } from "@/lib/tasks/schema";

type StageFormProps = {
  stage: Pick<StageView, "id" | "version" | "planStartOn" | "planEndOn" | "name">;
  action: FormAction;
};

/** Which stage, as it was when the form was drawn. */
function Subject({ stage }: Pick<StageFormProps, "stage">) {
  return (
    <>
      <input type="hidden" name="stageId" value={stage.id} />
      <input type="hidden" name="version" value={stage.version} />
    </>
  );
}

export function PlanStageForm({ stage, action }: StageFormProps) {
  return (
    <ActionForm id="plan" action={action}>
      {({ field }) => (
        // Another version brings its own days, so that an old plan is not saved over it.
        <Fragment key={stage.version}>
          <Subject stage={stage} />
          <div className="grid grid-cols-2 gap-3">
            <TextField
              {...field("startOn", stage.planStartOn)}
              type="date"
              label="Planned start"
              required
            />
            <TextField
              {...field("endOn", stage.planEndOn)}
              type="date"
              label="Planned end"
              required
            />
          </div>
          <p className="wm-hint">Slip stays measured against the first plan.</p>
          <div>
            <SubmitButton icon="calendar">Save the plan</SubmitButton>
          </div>
        </Fragment>
      )}
    </ActionForm>
  );
}

export function TailorStageForm({ stage, action }: StageFormProps) {
  return (
    <ActionForm id="tailor-stage" action={action}>
      {({ field }) => (
        <>
          <Subject stage={stage} />
          <TextAreaField
            {...field("reason")}
            label="Why it is left out"
            hint="Its tasks and evidence stay where they are, and it can be taken back."
            rows={2}
            required
          />
          <div>
            <SubmitButton variant="danger">Switch {stage.name} off</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

export function RestoreStageForm({ stage, action }: StageFormProps) {
  return (
    <ActionForm id="restore-stage" action={action}>
      {() => (
        <>
          <Subject stage={stage} />
          <div>
            <SubmitButton variant="default" icon="undo">
              Switch {stage.name} on again
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
