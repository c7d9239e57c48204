"use client";

import { useActionState } from "react";
import { ConfirmIdentity } from "@/components/identity/confirm-identity";
import { Banner } from "@/components/ui/banner";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import type { GateView } from "@/lib/gates/schema";
import { type FormState, idle } from "@/lib/kernel/form-state";

type WaiveFormProps = {
  gate: Pick<GateView, "id" | "code" | "people">;
  toWaive: NonNullable<GateView["toWaive"]>;
  action: (previous: FormState, form: FormData) => Promise<FormState>;
};

export function WaiveForm({ gate, toWaive, action }: WaiveFormProps) {
  const [state, submit] = useActionState(action, idle);
  const failed = state.status === "failed" ? state : null;
  const errors: Readonly<Record<string, string>> = failed?.fields ?? {};
  return (
    <details>
      <summary className="cursor-pointer text-sm text-spruce underline">Waive {gate.code}</summary>
      <form action={submit} className="mt-2 space-y-3">
        {failed !== null && <Banner tone="bad" lead={failed.message} live="assertive" />}
        <input type="hidden" name="gateId" value={gate.id} />
        <input type="hidden" name="subjectSha256" value={toWaive.subjectSha256} />
        <SelectField
          name="role"
          label="I waive as"
          options={toWaive.choices.map(({ role, title }) => ({ value: role, label: title }))}
          error={errors.role}
        />
        <SelectField
          name="requestedById"
          label="Asked for by"
          options={gate.people.map(({ id, name }) => ({ value: id, label: name }))}
          error={errors.requestedById}
        />
        <TextAreaField
          name="reason"
          label="Reason"
          rows={3}
          defaultValue={failed?.values.reason}
          error={errors.reason}
        />
        <TextField
          name="expiresOn"
          type="date"
          label="Until"
          max={toWaive.latestOn}
          defaultValue={failed?.values.expiresOn ?? toWaive.latestOn}
          error={errors.expiresOn}
        />
        <ConfirmIdentity
          field={{
            id: "waive-password",
            name: "password",
            defaultValue: "",
            error: errors.password,
          }}
          subjectSha256={toWaive.subjectSha256}
        />
        <SubmitButton variant="danger">Sign the waiver of {gate.code}</SubmitButton>
      </form>
    </details>
  );
}
