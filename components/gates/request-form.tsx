"use client";

import { useActionState } from "react";
import { Banner } from "@/components/ui/banner";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import { type FormState, idle } from "@/lib/kernel/form-state";

type RequestFormProps = {
  gateId: string;
  code: string;
  needsEarlyReason: boolean;
  openCriteria: number;
  action: (previous: FormState, form: FormData) => Promise<FormState>;
};

/** Opens a round: what is covered is frozen, and the approvers are told. */
export function RequestForm(props: RequestFormProps) {
  const { gateId, code, needsEarlyReason, openCriteria, action } = props;
  const [state, submit] = useActionState(action, idle);
  const failed = state.status === "failed" ? state : null;
  return (
    <form action={submit} className="space-y-3">
      {failed !== null && <Banner tone="bad" lead={failed.message} live="assertive" />}
      <input type="hidden" name="gateId" value={gateId} />
      <TextAreaField
        name="statement"
        label="What you ask the approvers to accept"
        optional="yes"
        rows={3}
        defaultValue={failed?.values.statement}
        error={failed?.fields.statement}
      />
      {needsEarlyReason && (
        <TextAreaField
          name="earlyReason"
          label={`Why ask while ${openCriteria} ${openCriteria === 1 ? "criterion is" : "criteria are"} open`}
          rows={3}
          defaultValue={failed?.values.earlyReason}
          error={failed?.fields.earlyReason}
        />
      )}
      <TextField
        name="dueOn"
        type="date"
        label="Decision due"
        optional="yes"
        defaultValue={failed?.values.dueOn}
        error={failed?.fields.dueOn}
      />
      <SubmitButton width="full" icon="diamond">
        Request {code} review
      </SubmitButton>
    </form>
  );
}
