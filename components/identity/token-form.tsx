"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { RadioGroup } from "@/components/ui/radio-group";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { meaningOfTokenScope } from "./role-words";
import { ShownOnce } from "./shown-once";

type TokenFormProps = {
  action: FormAction;
  workspaceId: string;
  /** First and last day a token may end on. */
  days: { first: string; last: string; proposed: string };
};

export function TokenForm({ action, workspaceId, days }: TokenFormProps) {
  return (
    <ActionForm id="token" action={action}>
      {({ state, field }) => (
        <>
          {state.status === "saved" && state.shownOnce !== undefined && (
            <ShownOnce text={state.shownOnce} label="Copy the token" />
          )}
          <input type="hidden" name="workspaceId" value={workspaceId} />
          <TextField
            {...field("name")}
            label="What it is for"
            hint="As in: nightly training notebook."
            maxLength={60}
            required
          />
          <RadioGroup
            name="reach"
            legend="What it may do"
            defaultValue={field("reach", "read").defaultValue}
            options={[
              { value: "read", label: meaningOfTokenScope.read },
              { value: "work", label: meaningOfTokenScope.work },
              { value: "manage", label: meaningOfTokenScope.manage },
            ]}
          />
          <TextField
            {...field("expiresOn", days.proposed)}
            label="Last day"
            hint="One year from now at most."
            type="date"
            min={days.first}
            max={days.last}
            required
          />
          <div>
            <SubmitButton variant="default">Create a token</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
