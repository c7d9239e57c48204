"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { MeView } from "@/lib/identity/schema";
import type { FormState } from "@/lib/kernel/form-state";

type ProfileFormProps = {
  action: FormAction;
  me: Pick<MeView, "name" | "title" | "timeZone" | "singleKeys" | "version">;
  zones: readonly string[];
};

function isTicked(state: FormState, name: string, stored: boolean): boolean {
  return state.status === "failed" ? state.values[name] === "on" : stored;
}

export function ProfileForm({ action, me, zones }: ProfileFormProps) {
  return (
    <ActionForm id="profile" action={action}>
      {({ state, field }) => (
        <>
          <input type="hidden" name="version" value={me.version} />
          <TextField
            {...field("name", me.name)}
            label="Name"
            autoComplete="name"
            maxLength={100}
            required
          />
          <TextField
            {...field("title", me.title)}
            label="Title"
            hint="What you are to the others, as in: Actuary, Claims."
            optional="yes"
            maxLength={100}
          />
          <SelectField
            {...field("timeZone", me.timeZone)}
            label="Time zone"
            options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
          />
          <Checkbox
            id="profile-singleKeys"
            name="singleKeys"
            label="Single-key shortcuts"
            hint="Keys such as L and G work outside of fields. No key ever signs or decides."
            defaultChecked={isTicked(state, "singleKeys", me.singleKeys)}
          />
          <div>
            <SubmitButton>Save the profile</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
