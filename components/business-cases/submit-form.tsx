"use client";

import { useActionState } from "react";
import { SigningFields } from "@/components/signing/signing-fields";
import { Banner } from "@/components/ui/banner";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { CaseView } from "@/lib/business-cases/schema";
import { type FormState, idle } from "@/lib/kernel/form-state";

type SubmitFormProps = {
  projectId: string;
  version: number;
  next: number;
  whyNot: string | null;
  candidates: CaseView["candidates"];
  signersBefore: CaseView["signersBefore"];
  action: (previous: FormState, form: FormData) => Promise<FormState>;
};

/** Freezes the draft as a version that can be signed. */
export function SubmitForm(props: SubmitFormProps) {
  const { projectId, version, next, whyNot, candidates, signersBefore, action } = props;
  const [state, submit] = useActionState(action, idle);
  const failed = state.status === "failed" ? state : null;
  return (
    <form action={submit} className="space-y-3">
      {failed !== null && <Banner tone="bad" lead={failed.message} live="assertive" />}
      <input type="hidden" name="projectId" value={projectId} />
      <input type="hidden" name="version" value={version} />
      <TextField
        name="note"
        label="What is new in it"
        optional="yes"
        hint="One line for the list of versions."
        defaultValue={failed?.values.note}
        error={failed?.fields.note}
      />
      <SigningFields candidates={candidates} before={signersBefore} failed={failed} />
      <SubmitButton width="full" disabled={whyNot !== null}>
        Submit version {next} for signature
      </SubmitButton>
      {whyNot !== null && <p className="text-ink-2 text-xs">{whyNot}</p>}
    </form>
  );
}
