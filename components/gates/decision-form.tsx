"use client";

import { useEffect, useState } from "react";
import { ConfirmIdentity } from "@/components/identity/confirm-identity";
import { useSufficientWays } from "@/components/identity/identity-ways";
import { roleWord } from "@/components/tasks/task-words";
import { ActionForm, type FormAction, type FormHelp } from "@/components/ui/action-form";
import { GateSymbol } from "@/components/ui/gate-symbol";
import { Kbd } from "@/components/ui/kbd";
import { keptForm } from "@/components/ui/kept-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { proofWords } from "@/lib/gates/rules/proof-words";
import type { GateView } from "@/lib/gates/schema";
import type { Verdict } from "@/lib/gates/schema/rounds";
import { ConditionRows } from "./condition-rows";
import { stateOfVerdict } from "./gate-words";

type DecisionFormProps = {
  gate: Pick<GateView, "id" | "returnStages" | "laterGates" | "people">;
  toSign: NonNullable<GateView["toSign"]>;
  action: FormAction;
};

const verdictTexts = [
  ["approve", "Approve", "Every criterion is good enough"],
  ["approve_with_conditions", "Approve with conditions", "Work goes on; conditions are tracked"],
  ["request_changes", "Request changes", "Stays at this gate; the team answers in the next round"],
  ["reject", "Reject", "Goes back to the stage you choose"],
] as const satisfies readonly (readonly [Verdict, string, string])[];

type VerdictsProps = { verdict: string; choose: (verdict: Verdict) => void };

function Verdicts({ verdict, choose }: VerdictsProps) {
  return (
    <fieldset>
      <legend className="sr-only">Your decision</legend>
      {verdictTexts.map(([value, label, hint], place) => (
        <label
          key={value}
          className="flex cursor-pointer items-start gap-2.5 border-line border-b px-1 py-2 has-checked:bg-spruce-soft"
        >
          <input
            type="radio"
            name="verdict"
            value={value}
            required
            data-command={`decide-${place + 1}`}
            checked={verdict === value}
            onChange={() => choose(value)}
            className="mt-1"
          />
          <GateSymbol state={stateOfVerdict[value]} size={15} />
          <span className="flex-1">
            <b className="font-semibold">{label}</b>
            <span className="block text-ink-2 text-xs">{hint}</span>
          </span>
          <span aria-hidden="true" className="max-sm:hidden">
            <Kbd>{place + 1}</Kbd>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

type RoleProps = Pick<DecisionFormProps, "toSign"> &
  Pick<FormHelp, "field"> & { choose: (role: string) => void };

function Role({ toSign, field, choose }: RoleProps) {
  const [first] = toSign.choices;
  return toSign.choices.length > 1 ? (
    <SelectField
      {...field("role", first === undefined ? "" : placeOf(first))}
      label="I decide as"
      onChange={(event) => choose(event.target.value)}
      options={toSign.choices.map((choice) => ({ value: placeOf(choice), label: wordsOf(choice) }))}
    />
  ) : (
    <>
      {first?.onBehalfOf && <p className="text-ink-2 text-sm">{wordsOf(first)}</p>}
      <input type="hidden" name="role" value={first === undefined ? "" : placeOf(first)} />
    </>
  );
}

type Choice = NonNullable<GateView["toSign"]>["choices"][number];

/** A role, and whose place it is where it is somebody else's. */
function placeOf({ role, onBehalfOf }: Choice): string {
  return onBehalfOf === null ? role : `${role}:${onBehalfOf.id}`;
}

function wordsOf({ role, onBehalfOf }: Choice): string {
  return onBehalfOf === null ? roleWord(role) : `${roleWord(role)}, for ${onBehalfOf.name}`;
}

/** Keys select, the button signs: nothing is decided without a fresh proof of who decides. */
export function DecisionForm({ gate, toSign, action }: DecisionFormProps) {
  const [verdict, setVerdict] = useState("");
  const [rows, setRows] = useState<readonly number[]>([0]);
  const [role, setRole] = useState("");
  const choice = toSign.choices.find((each) => placeOf(each) === role) ?? toSign.choices[0];
  const demand = choice?.assurance ?? null;
  const { canConfirm } = useSufficientWays(demand);

  useEffect(() => {
    // Back from signing in: as many conditions as there were wait to be filled in again.
    const kept = keptForm("decision-password") ?? keptForm("decision") ?? [];
    const count = kept.filter(({ name }) => /^conditions[.]\d+[.]text$/.test(name)).length;
    if (count > 1) {
      setRows(Array.from({ length: count }, (_, row) => row));
    }
  }, []);

  return (
    <ActionForm id="decision" action={action}>
      {({ field }) => (
        <>
          <input type="hidden" name="gateId" value={gate.id} />
          <input type="hidden" name="round" value={toSign.round} />
          <input type="hidden" name="subjectSha256" value={toSign.subjectSha256} />
          <Verdicts verdict={verdict} choose={setVerdict} />
          {verdict === "approve_with_conditions" && (
            <ConditionRows
              people={gate.people}
              laterGates={gate.laterGates}
              rows={rows}
              setRows={setRows}
              field={field}
            />
          )}
          {verdict === "reject" && (
            <SelectField
              {...field("returnStageId")}
              label="Stage to go back to"
              options={gate.returnStages.map(({ id, number, name }) => ({
                value: id,
                label: `${number} ${name}`,
              }))}
            />
          )}
          <TextAreaField
            {...field("reason")}
            label="Reason, kept in the record"
            optional={verdict === "approve" || verdict === "" ? "yes" : "no"}
            rows={4}
          />
          <Role toSign={toSign} field={field} choose={setRole} />
          {demand !== null && (
            <p className="text-ink-2 text-sm">
              This gate asks you to confirm with {proofWords[demand]}.
            </p>
          )}
          <ConfirmIdentity
            field={field("password")}
            subjectSha256={toSign.subjectSha256}
            demand={demand}
          />
          <SubmitButton width="full" icon="key" disabled={!canConfirm}>
            Sign decision
          </SubmitButton>
          <p className="text-ink-3 text-xs">
            The record keeps your name, role, the time and the hash of what you saw.
          </p>
        </>
      )}
    </ActionForm>
  );
}
