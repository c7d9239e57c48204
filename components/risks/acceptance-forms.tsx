"use client";

import { roleWord } from "@/components/tasks/task-words";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import type { RiskView } from "@/lib/risks/schema";
import type { RiskAcceptancesView } from "@/lib/risks/schema/acceptances";

type RequestFormProps = {
  risk: Pick<RiskView, "id" | "version">;
  view: Pick<RiskAcceptancesView, "candidates" | "levelName" | "acceptedForDays" | "acceptances">;
  action: FormAction;
};

export function RequestAcceptanceForm({ risk, view, action }: RequestFormProps) {
  const isAgain = view.acceptances.some(({ state }) => state === "standing");
  const people = new Map(view.candidates.map(({ userId, name }) => [userId, name]));
  const roles = new Set(view.candidates.map(({ role }) => role));
  return (
    <ActionForm
      id="request-acceptance"
      action={action}
      disclosure={isAgain ? "Ask for a longer acceptance" : "Ask for acceptance"}
    >
      {({ field }) => (
        <>
          <input type="hidden" name="riskId" value={risk.id} />
          <input type="hidden" name="version" value={risk.version} />
          <SelectField
            {...field("approverId")}
            label="Who accepts it"
            placeholder="Choose a person"
            options={[...people].map(([value, label]) => ({ value, label }))}
            required
          />
          <SelectField
            {...field("role")}
            label="As"
            options={[...roles].map((role) => ({ value: role, label: roleWord(role) }))}
          />
          <TextField
            {...field("expiresOn")}
            type="date"
            label="Until"
            hint={`At level ${view.levelName} for at most ${view.acceptedForDays} days.`}
            required
          />
          <TextAreaField
            {...field("justification")}
            label="Why living with it is right"
            hint="The signature covers this text."
            required
          />
          <SubmitButton>Ask for acceptance</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

export function WithdrawForm({ requestId, action }: { requestId: string; action: FormAction }) {
  return (
    <ActionForm id="withdraw-acceptance" action={action} disclosure="Take the question back">
      {({ field }) => (
        <>
          <input type="hidden" name="requestId" value={requestId} />
          <TextAreaField {...field("reason")} label="Why it is not needed any more" required />
          <SubmitButton>Take it back</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

export function RevokeForm({ acceptanceId, action }: { acceptanceId: string; action: FormAction }) {
  return (
    <ActionForm id={`revoke-${acceptanceId}`} action={action} disclosure="Revoke the acceptance">
      {({ field }) => (
        <>
          <input type="hidden" name="acceptanceId" value={acceptanceId} />
          <TextAreaField
            {...field("reason")}
            label="Why it is revoked"
            hint="The risk is open again, unless another acceptance covers it."
            required
          />
          <SubmitButton variant="danger">Revoke</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
