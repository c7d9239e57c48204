"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import type { LoopReasonCode } from "@/lib/projects/rules/loop-reasons";
import { reasonChoices } from "./loop-words";

export type TriggerChoice = { value: string; label: string };

type ConfirmFormProps = {
  action: FormAction;
  projectId: string;
  version: number;
  from: { stageId: string; name: string };
  to: { stageId: string; name: string };
  usualReasons: readonly LoopReasonCode[];
  triggers: readonly TriggerChoice[];
  /** Finished tasks of later stages, which may begin again as well. */
  later: readonly { taskId: string; key: string; name: string }[];
  /** Words that another page proposes as the reason. */
  proposed: string | undefined;
};

function AlsoReopen({ later }: Pick<ConfirmFormProps, "later">) {
  if (later.length === 0) {
    return null;
  }
  return (
    <details>
      <summary className="font-medium">Begin tasks of later stages again as well</summary>
      <fieldset className="mt-2 grid gap-1">
        <legend className="sr-only">Tasks that begin again as well</legend>
        {later.map(({ taskId, key, name }) => (
          <Checkbox
            key={taskId}
            id={`also-${taskId}`}
            name="alsoReopen"
            value={taskId}
            label={`${key} ${name}`}
          />
        ))}
      </fieldset>
    </details>
  );
}

/** The reason, and what it is expected to cost: without them nobody goes back. */
export function ConfirmForm(props: ConfirmFormProps) {
  const { action, projectId, version, from, to, usualReasons, triggers, later, proposed } = props;
  return (
    <ActionForm id="loop" action={action}>
      {({ field }) => (
        <>
          <input type="hidden" name="projectId" value={projectId} />
          <input type="hidden" name="version" value={version} />
          <input type="hidden" name="fromStageId" value={from.stageId} />
          <input type="hidden" name="toStageId" value={to.stageId} />
          <SelectField
            {...field("reason", proposed === undefined ? "" : "review_finding")}
            label="Reason"
            placeholder="Choose a reason"
            options={reasonChoices(usualReasons)}
            required
          />
          <TextAreaField
            {...field("reasonText", proposed)}
            label="In your words"
            hint="As in: notes written after the churn date leaked the label; AUC fell from 0.913 to 0.842."
            rows={3}
            maxLength={1000}
          />
          <SelectField
            {...field("triggerId")}
            label="What set it off"
            placeholder="Nothing that is recorded here"
            options={triggers}
          />
          <TextField
            {...field("triggerText")}
            label="What set it off, in words"
            optional="yes"
            maxLength={500}
          />
          <TextAreaField
            {...field("hypothesis")}
            label="Hypothesis"
            hint="What the team expects to be different this time."
            optional="yes"
            rows={2}
            maxLength={2000}
          />
          <TextField
            {...field("expectedCostDays")}
            label="Expected cost in person-days"
            hint="As in 6.5"
            inputMode="decimal"
            required
          />
          <AlsoReopen later={later} />
          <div>
            <SubmitButton variant="danger" icon="loop">
              Go back to {to.name}
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
