"use client";

import { useActionState, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { GateSymbol } from "@/components/ui/gate-symbol";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import type { GateView, Verdict } from "@/lib/gates/schema";
import { type FormState, idle } from "@/lib/kernel/form-state";
import { ConditionRows } from "./condition-rows";
import { stateOfVerdict } from "./gate-words";

type DecisionFormProps = {
  gate: Pick<GateView, "id" | "returnStages" | "laterGates" | "people">;
  toSign: NonNullable<GateView["toSign"]>;
  action: (previous: FormState, form: FormData) => Promise<FormState>;
};

const verdictTexts = [
  ["approve", "Approve", "Every criterion is good enough"],
  ["approve_with_conditions", "Approve with conditions", "Work goes on; conditions are tracked"],
  ["request_changes", "Request changes", "Stays at this gate; the team answers in the next round"],
  ["reject", "Reject", "Goes back to the stage you choose"],
] as const satisfies readonly (readonly [Verdict, string, string])[];

/** Keys select, the button signs: nothing is decided without the password. */
export function DecisionForm({ gate, toSign, action }: DecisionFormProps) {
  const [state, submit] = useActionState(action, idle);
  const failed = state.status === "failed" ? state : null;
  const [verdict, setVerdict] = useState<string>(failed?.values.verdict ?? "");
  const errors: Readonly<Record<string, string>> = failed?.fields ?? {};
  return (
    <form action={submit} className="space-y-3">
      {failed !== null && <Banner tone="bad" lead={failed.message} live="assertive" />}
      <input type="hidden" name="gateId" value={gate.id} />
      <input type="hidden" name="round" value={toSign.round} />
      <input type="hidden" name="subjectSha256" value={toSign.subjectSha256} />
      <fieldset>
        <legend className="sr-only">Your decision</legend>
        {verdictTexts.map(([value, label, hint]) => (
          <label
            key={value}
            className="flex cursor-pointer items-start gap-2.5 border-line border-b px-1 py-2 has-checked:bg-spruce-soft"
          >
            <input
              type="radio"
              name="verdict"
              value={value}
              required
              checked={verdict === value}
              onChange={() => setVerdict(value)}
              className="mt-1"
            />
            <GateSymbol state={stateOfVerdict[value]} size={15} />
            <span>
              <b className="font-semibold">{label}</b>
              <span className="block text-ink-2 text-xs">{hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {verdict === "approve_with_conditions" && (
        <ConditionRows people={gate.people} laterGates={gate.laterGates} errors={errors} />
      )}
      {verdict === "reject" && (
        <SelectField
          name="returnStageId"
          label="Stage to go back to"
          options={gate.returnStages.map(({ id, number, name }) => ({
            value: id,
            label: `${number} ${name}`,
          }))}
          error={errors.returnStageId}
        />
      )}
      <TextAreaField
        name="reason"
        label="Reason, kept in the record"
        optional={verdict === "approve" || verdict === "" ? "yes" : "no"}
        rows={4}
        defaultValue={failed?.values.reason}
        error={errors.reason}
      />
      {toSign.choices.length > 1 ? (
        <SelectField
          name="role"
          label="I decide as"
          options={toSign.choices.map(({ role, title }) => ({ value: role, label: title }))}
          error={errors.role}
        />
      ) : (
        <input type="hidden" name="role" value={toSign.choices[0]?.role ?? ""} />
      )}
      <TextField
        name="password"
        type="password"
        label="Confirm it is you: your password"
        autoComplete="current-password"
        required
        error={errors.password}
      />
      <SubmitButton width="full" icon="key">
        Sign decision
      </SubmitButton>
      <p className="text-ink-3 text-xs">
        The record keeps your name, role, the time and the hash of what you saw.
      </p>
    </form>
  );
}
