"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import type { ProposalView } from "@/lib/risk-treatment/schema";

type AnswerProps = {
  riskId: string;
  version: number;
  proposal: ProposalView;
  action: FormAction;
};

function Subject({ riskId, version, proposal }: Omit<AnswerProps, "action">) {
  return (
    <>
      <input type="hidden" name="riskId" value={riskId} />
      <input type="hidden" name="version" value={version} />
      {proposal.actionIds.map((id) => (
        <input key={id} type="hidden" name="actionIds" value={id} />
      ))}
    </>
  );
}

export function TakeProposalForm({ action, ...asked }: AnswerProps) {
  return (
    <ActionForm id="take-proposal" action={action} disclosure="Take it over">
      {({ field }) => {
        const { defaultValue, ...alsoCurrent } = field("alsoCurrent");
        return (
          <>
            <Subject {...asked} />
            <input type="hidden" name="answer" value="taken" />
            <Checkbox
              {...alsoCurrent}
              defaultChecked={defaultValue === "on"}
              label="The current level is that low, too"
              hint="Tick it where the effect is seen already, not only expected."
            />
            <TextAreaField
              {...field("reason")}
              label="What you saw"
              hint="The tasks are named in the history in any case."
              optional="yes"
              rows={2}
            />
            <SubmitButton>Take the level over</SubmitButton>
          </>
        );
      }}
    </ActionForm>
  );
}

export function RejectProposalForm({ action, ...asked }: AnswerProps) {
  return (
    <ActionForm id="reject-proposal" action={action} disclosure="Reject it">
      {({ field }) => (
        <>
          <Subject {...asked} />
          <input type="hidden" name="answer" value="rejected" />
          <TextAreaField
            {...field("reason")}
            label="Why the level stays"
            hint="Whoever did the work reads it beside the action."
            rows={2}
            required
          />
          <SubmitButton variant="danger">Reject the level</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
