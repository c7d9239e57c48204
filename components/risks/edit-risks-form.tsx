"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";

/** What is to change, as the fields of the form send it. */
export type WantedFields = Readonly<Record<string, string>>;

type EditRisksFormProps = {
  /** The risks that change, in the version the preview showed. */
  rows: readonly { riskId: string; version: number }[];
  workspaceId: string;
  wanted: WantedFields;
  action: FormAction;
};

/** The one button that changes all of them. */
export function EditRisksForm({ rows, workspaceId, wanted, action }: EditRisksFormProps) {
  return (
    <ActionForm id="edit-risks" action={action} label="Change the chosen risks">
      {() => (
        <>
          <input type="hidden" name="workspaceId" value={workspaceId} />
          {Object.entries(wanted).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {rows.map((row, index) => (
            <span key={row.riskId} hidden>
              <input type="hidden" name={`risks.${index}.riskId`} value={row.riskId} />
              <input type="hidden" name={`risks.${index}.version`} value={row.version} />
            </span>
          ))}
          <div>
            <SubmitButton>
              Change {rows.length === 1 ? "1 risk" : `${rows.length} risks`}
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
