"use client";

import { useActionState } from "react";
import { Banner } from "@/components/ui/banner";
import { Checkbox } from "@/components/ui/checkbox";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { type FormState, idle } from "@/lib/kernel/form-state";

type SignBoxProps = {
  projectId: string;
  number: number;
  sha256: string;
  choices: readonly { role: string; title: string; meaning: string }[];
  action: (previous: FormState, form: FormData) => Promise<FormState>;
};

/** The ceremony: the text is on the page, the meaning is chosen, identity is confirmed, then it is signed. */
export function SignBox({ projectId, number, sha256, choices, action }: SignBoxProps) {
  const [state, submit] = useActionState(action, idle);
  const fields: Readonly<Record<string, string>> = state.status === "failed" ? state.fields : {};
  return (
    <form action={submit} className="space-y-3" aria-label={`Sign version ${number}`}>
      {state.status === "failed" && <Banner tone="bad" lead={state.message} live="assertive" />}
      <input type="hidden" name="projectId" value={projectId} />
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="sha256" value={sha256} />
      <input type="hidden" name="subjectSha256" value={sha256} />
      <SelectField
        name="role"
        label="I sign as"
        options={choices.map(({ role, title }) => ({ value: role, label: title }))}
        error={fields.role}
      />
      <div>
        <p className="wm-label">Meaning of my signature</p>
        {choices.map(({ role, title, meaning }) => (
          <p key={role} className="text-ink-2">
            {choices.length > 1 ? `As ${title}: ${meaning}` : meaning}
          </p>
        ))}
      </div>
      <Checkbox name="hasRead" label={`I have read version ${number}`} required />
      <TextField
        name="password"
        type="password"
        label="Confirm it is you: your password"
        hint="Asked for every signature."
        autoComplete="current-password"
        required
        error={fields.password}
      />
      <SubmitButton width="full" icon="key">
        Sign version {number}
      </SubmitButton>
      <p className="text-ink-3 text-xs">
        Covers this text, SHA-256{" "}
        <code className="break-all font-mono">{sha256.replaceAll(/(.{4})/g, "$1 ")}</code>
      </p>
    </form>
  );
}
