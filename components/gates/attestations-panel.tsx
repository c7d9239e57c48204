import { ActionForm } from "@/components/ui/action-form";
import { Panel } from "@/components/ui/panel";
import { StateLabel } from "@/components/ui/state-label";
import { SubmitButton } from "@/components/ui/submit-button";
import { Timestamp } from "@/components/ui/timestamp";
import type { GateView } from "@/lib/gates/schema";
import type { FormState } from "@/lib/kernel/form-state";
import { ReasonForm } from "./reason-form";

type Action = (previous: FormState, form: FormData) => Promise<FormState>;

type AttestationsPanelProps = { gate: GateView; attest: Action; withdraw: Action };

/** Judgements that only a person of the named role can give. */
export function AttestationsPanel({ gate, attest, withdraw }: AttestationsPanelProps) {
  if (gate.attestations.length === 0) {
    return null;
  }
  return (
    <Panel title="Attestations" padding="none">
      <ul className="divide-y divide-line">
        {gate.attestations.map(({ criterionId, statement, title, given, ...whyNot }) => (
          <li key={criterionId} className="space-y-1 px-3.5 py-2.5">
            <p>{statement}</p>
            {given === null ? (
              <p className="text-ink-2 text-xs">
                <StateLabel kind="criterion" state="open" /> By a {title}. {whyNot.whyNotAttest}
              </p>
            ) : (
              <p className="text-ink-2 text-xs">
                <StateLabel kind="criterion" state="met" word={given.by.name} />, {title},{" "}
                <Timestamp at={given.at} show="moment" /> {given.note}
              </p>
            )}
            {whyNot.whyNotAttest === null && (
              <ReasonForm
                label="Attest this"
                field={{ name: "note", label: "What you base it on", optional: "yes" }}
                hidden={{ gateId: gate.id, criterionId }}
                action={attest}
              />
            )}
            {given !== null && whyNot.whyNotWithdraw === null && (
              <ActionForm id={`withdraw-${criterionId}`} action={withdraw}>
                {() => (
                  <>
                    <input type="hidden" name="gateId" value={gate.id} />
                    <input type="hidden" name="attestationId" value={given.id} />
                    <SubmitButton size="sm" variant="quiet">
                      Withdraw my attestation
                    </SubmitButton>
                  </>
                )}
              </ActionForm>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
