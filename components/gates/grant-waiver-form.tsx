"use client";

import { useActionState } from "react";
import { ConfirmIdentity } from "@/components/identity/confirm-identity";
import { Banner } from "@/components/ui/banner";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { GateView } from "@/lib/gates/schema";
import { type FormState, idle } from "@/lib/kernel/form-state";

type GrantWaiverFormProps = {
  gate: Pick<GateView, "id" | "code">;
  toGrant: NonNullable<GateView["toGrantWaiver"]>;
  action: (previous: FormState, form: FormData) => Promise<FormState>;
};

/** The other half of a waiver: the reason and the last day stand as they were proposed. */
export function GrantWaiverForm({ gate, toGrant, action }: GrantWaiverFormProps) {
  const [state, submit] = useActionState(action, idle);
  const failed = state.status === "failed" ? state : null;
  const errors: Readonly<Record<string, string>> = failed?.fields ?? {};
  return (
    <form action={submit} className="space-y-3">
      {failed !== null && <Banner tone="bad" lead={failed.message} live="assertive" />}
      <input type="hidden" name="gateId" value={gate.id} />
      <input type="hidden" name="waiverId" value={toGrant.waiverId} />
      <input type="hidden" name="subjectSha256" value={toGrant.subjectSha256} />
      <SelectField
        name="role"
        id="grant-waiver-role"
        label="I grant it as"
        options={toGrant.choices.map(({ role, title }) => ({ value: role, label: title }))}
        error={errors.role}
      />
      <ConfirmIdentity
        field={{
          id: "grant-waiver-password",
          name: "password",
          defaultValue: "",
          error: errors.password,
        }}
        subjectSha256={toGrant.subjectSha256}
      />
      <SubmitButton variant="danger">Sign your part of the waiver</SubmitButton>
    </form>
  );
}
