"use client";

import { useActionState } from "react";
import { ConfirmIdentity } from "@/components/identity/confirm-identity";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { Banner } from "@/components/ui/banner";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { type FormState, idle } from "@/lib/kernel/form-state";
import type { RiskAcceptancesView } from "@/lib/risks/schema/acceptances";

type Waiting = NonNullable<RiskAcceptancesView["waiting"]>;
type SignAcceptanceFormProps = {
  waiting: Pick<Waiting, "id" | "sha256">;
  action: (previous: FormState, form: FormData) => Promise<FormState>;
};

/** The last step on the page of an acceptance; made for a thumb. */
export function SignAcceptanceForm({ waiting, action }: SignAcceptanceFormProps) {
  const [state, submit] = useActionState(action, idle);
  const failed = state.status === "failed" ? state : null;
  const errors: Readonly<Record<string, string>> = failed?.fields ?? {};
  return (
    <form action={submit} className="space-y-3">
      {failed !== null && <Banner tone="bad" lead={failed.message} live="assertive" />}
      <input type="hidden" name="requestId" value={waiting.id} />
      <input type="hidden" name="sha256" value={waiting.sha256} />
      <input type="hidden" name="subjectSha256" value={waiting.sha256} />
      <ConfirmIdentity
        field={{
          id: "acceptance-password",
          name: "password",
          defaultValue: "",
          error: errors.password,
        }}
        subjectSha256={waiting.sha256}
      />
      <SubmitButton>Accept this risk</SubmitButton>
    </form>
  );
}

type AnswerFormProps = { requestId: string; action: FormAction };

export function DeclineAcceptanceForm({ requestId, action }: AnswerFormProps) {
  return (
    <ActionForm id="decline-acceptance" action={action} disclosure="Decline">
      {({ field }) => (
        <>
          <input type="hidden" name="requestId" value={requestId} />
          <TextAreaField
            {...field("reason")}
            label="Why you do not accept it"
            hint="Whoever asked and the owner are told."
            required
          />
          <SubmitButton variant="danger">Decline to accept</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
