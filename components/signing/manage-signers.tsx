"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import type { CaseView } from "@/lib/business-cases/schema";
import { OUTSIDE } from "@/lib/signing/rules/signing-of-form";

import { GuestFields } from "./guest-fields";

export type SignerActs = { resend: FormAction; replace: FormAction };

type ManageSignersProps = {
  projectId: string;
  number: number;
  signers: CaseView["signers"];
  candidates: CaseView["candidates"];
  acts: SignerActs;
};

/** For whoever submitted the version, or a lead: ask again, or ask somebody else. */
export function ManageSigners(props: ManageSignersProps) {
  const { projectId, number, signers, candidates, acts } = props;
  const places = signers.map((signer) => ({ value: signer.slotId, label: wordsOf(signer) }));
  const people = candidates.flatMap(({ title, people: holders }) =>
    holders.map(({ id, name }) => ({ value: id, label: `${name}, ${title}` })),
  );
  return (
    <div className="px-3.5 pb-2">
      <ActionForm id="resend" action={acts.resend} disclosure="Remind a signer">
        {({ field }) => (
          <>
            <Subject {...{ projectId, number }} />
            <SelectField {...field("slotId")} label="Signer" options={places} />
            <SubmitButton variant="default">Send the mail again</SubmitButton>
          </>
        )}
      </ActionForm>
      <ActionForm id="replace" action={acts.replace} disclosure="Ask somebody else">
        {({ field, state }) => (
          <>
            <Subject {...{ projectId, number }} />
            <SelectField {...field("slotId")} label="In place of" options={places} />
            <div className="wm-signer-row">
              <SelectField
                {...field("personId")}
                label="Who signs"
                options={[
                  { value: "", label: "Anybody who holds the role" },
                  ...people,
                  { value: OUTSIDE, label: "Somebody outside" },
                ]}
              />
              <GuestFields
                idPrefix="replace-"
                names={{
                  name: "guest.name",
                  email: "guest.email",
                  organisation: "guest.organisation",
                }}
                values={state.status === "failed" ? state.values : {}}
                errors={{
                  name: field("guest.name").error,
                  email: field("guest.email").error,
                  organisation: field("guest.organisation").error,
                }}
              />
            </div>
            <TextAreaField
              {...field("reason")}
              label="Why"
              hint="At least ten characters; it stays on record."
              rows={2}
            />
            <SubmitButton variant="default">Replace this signer</SubmitButton>
          </>
        )}
      </ActionForm>
    </div>
  );
}

function Subject({ projectId, number }: { projectId: string; number: number }) {
  return (
    <>
      <input type="hidden" name="projectId" value={projectId} />
      <input type="hidden" name="number" value={number} />
    </>
  );
}

function wordsOf({ people, title }: CaseView["signers"][number]): string {
  const [only] = people;
  return people.length === 1 && only !== undefined ? `${only.name}, ${title}` : `Any ${title}`;
}
