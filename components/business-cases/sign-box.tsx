"use client";

import { ConfirmIdentity } from "@/components/identity/confirm-identity";
import { type Demand, useSufficientWays } from "@/components/identity/identity-ways";
import { roleWord } from "@/components/tasks/task-words";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { HashText } from "@/components/ui/hash-text";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { CaseView } from "@/lib/business-cases/schema";

type SignBoxProps = {
  projectId: string;
  number: number;
  sha256: string;
  choices: NonNullable<CaseView["toSign"]>["choices"];
  /** The weakest proof of identity this round of signatures takes. */
  demand: Demand;
  action: FormAction;
};

/** The ceremony: the text is on the page, the meaning is chosen, identity is confirmed, then it is signed. */
export function SignBox({ projectId, number, sha256, choices, demand, action }: SignBoxProps) {
  const { canConfirm } = useSufficientWays(demand);
  return (
    <ActionForm id="sign" action={action} label={`Sign version ${number}`}>
      {({ field }) => {
        const read = field("readSha256");
        return (
          <>
            <input type="hidden" name="projectId" value={projectId} />
            <input type="hidden" name="number" value={number} />
            <input type="hidden" name="sha256" value={sha256} />
            <input type="hidden" name="subjectSha256" value={sha256} />
            <SelectField
              {...field("role", firstOf(choices))}
              label="I sign as"
              options={choices.map((choice) => ({
                value: choiceValue(choice),
                label: wordsOf(choice),
              }))}
            />
            <div>
              <p className="wm-label">Meaning of my signature</p>
              {choices.map(({ slotId, onBehalfOf, title, meaning }) => (
                <p key={`${slotId} ${onBehalfOf?.id ?? ""}`} className="text-ink-2">
                  {choices.length > 1 ? `As ${title}: ${meaning}` : meaning}
                </p>
              ))}
            </div>
            <Checkbox
              id={read.id}
              name={read.name}
              value={sha256}
              defaultChecked={read.defaultValue === sha256}
              error={read.error}
              label={`I have read version ${number}`}
              required
            />
            <ConfirmIdentity field={field("password")} subjectSha256={sha256} demand={demand} />
            <SubmitButton width="full" icon="key" disabled={!canConfirm}>
              Sign version {number}
            </SubmitButton>
            <p className="text-ink-3 text-xs">
              Covers this text, SHA-256 <HashText hash={sha256} show="full" />
            </p>
          </>
        );
      }}
    </ActionForm>
  );
}

type Choice = SignBoxProps["choices"][number];

/** A role, and whose place it is where it is somebody else's. */
function choiceValue({ role, onBehalfOf }: Choice): string {
  return onBehalfOf === null ? role : `${role}:${onBehalfOf.id}`;
}

function firstOf(choices: readonly Choice[]): string {
  const [first] = choices;
  return first === undefined ? "" : choiceValue(first);
}

function wordsOf({ role, onBehalfOf }: Choice): string {
  return onBehalfOf === null ? roleWord(role) : `${roleWord(role)}, for ${onBehalfOf.name}`;
}
