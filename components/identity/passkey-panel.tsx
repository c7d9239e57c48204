"use client";

import {
  type PublicKeyCredentialCreationOptionsJSON,
  startRegistration,
} from "@simplewebauthn/browser";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { Disclosure } from "@/components/ui/disclosure";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { Timestamp } from "@/components/ui/timestamp";
import type { PasskeysView } from "@/lib/identity/schema/passkeys";
import type { FormState } from "@/lib/kernel/form-state";
import { ConfirmIdentity } from "./confirm-identity";

type PasskeyActions = {
  begin: (
    form: FormData,
  ) => Promise<
    { ok: true; options: PublicKeyCredentialCreationOptionsJSON } | { ok: false; state: FormState }
  >;
  add: FormAction;
  rename: FormAction;
  remove: FormAction;
};
type PasskeyPanelProps = {
  view: PasskeysView;
  /** What to call a key made here, as in "Chrome on Linux". */
  device: string;
  actions: PasskeyActions;
};

export function PasskeyPanel({ view, device, actions }: PasskeyPanelProps) {
  return (
    <div className="grid gap-4">
      <p className="text-ink-2 text-sm">
        A passkey lives on your device and signs with your fingerprint, face or PIN. It is the
        strongest proof of who signed; a gate may ask for it.
      </p>
      {view.rows.length === 0 ? (
        <p className="text-ink-2 text-sm">You have no passkeys.</p>
      ) : (
        <ul className="grid gap-3">
          {view.rows.map((passkey) => (
            <Passkey
              key={passkey.id}
              passkey={passkey}
              subjectSha256={view.changesSha256}
              actions={actions}
            />
          ))}
        </ul>
      )}
      {view.whyNotAdd === null ? (
        <AddPasskey view={view} device={device} actions={actions} />
      ) : (
        <p className="text-ink-2 text-sm">{view.whyNotAdd}</p>
      )}
    </div>
  );
}

type PasskeyProps = {
  passkey: PasskeysView["rows"][number];
  subjectSha256: string;
  actions: PasskeyActions;
};

function Passkey({ passkey, subjectSha256, actions }: PasskeyProps) {
  const { id, name, isBackedUp, createdAt, lastUsedAt } = passkey;
  return (
    <li>
      <span className="block truncate">{name}</span>
      <span className="block text-ink-2 text-xs">
        {isBackedUp ? "Synced between your devices" : "On one device"}, added{" "}
        <Timestamp at={createdAt} show="day" />,{" "}
        {lastUsedAt === null ? (
          "never used"
        ) : (
          <>
            used <Timestamp at={lastUsedAt} />
          </>
        )}
      </span>
      <Disclosure title={`Rename or remove ${name}`}>
        <div className="grid gap-4">
          <ActionForm id={`rename-${id}`} action={actions.rename}>
            {({ field }) => (
              <>
                <input type="hidden" name="passkeyId" value={id} />
                <TextField {...field("name", name)} label="Name" maxLength={60} required />
                <div>
                  <SubmitButton variant="default">Rename</SubmitButton>
                </div>
              </>
            )}
          </ActionForm>
          <ActionForm id={`remove-${id}`} action={actions.remove}>
            {({ field }) => (
              <>
                <input type="hidden" name="passkeyId" value={id} />
                <input type="hidden" name="subjectSha256" value={subjectSha256} />
                <ConfirmIdentity field={field("password")} subjectSha256={subjectSha256} />
                <div>
                  <SubmitButton variant="danger">Remove {name}</SubmitButton>
                </div>
              </>
            )}
          </ActionForm>
        </div>
      </Disclosure>
    </li>
  );
}

function AddPasskey({ view, device, actions }: PasskeyPanelProps) {
  return (
    <ActionForm id="passkey" action={(state, form) => register(actions, { state, form })}>
      {({ field }) => (
        <>
          <input type="hidden" name="subjectSha256" value={view.changesSha256} />
          <TextField
            {...field("name", device)}
            label="What to call it"
            hint="As in: work laptop."
            maxLength={60}
            required
          />
          <ConfirmIdentity
            field={field("password")}
            subjectSha256={view.changesSha256}
            otherwise={
              <p className="text-ink-2 text-sm">
                You sign in with single sign-on only: within 5 minutes of signing in you can add a
                passkey here without another proof.
              </p>
            }
          />
          <div>
            <SubmitButton variant="default">Add a passkey</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

/** Confirms the person, lets the device make a key, and registers it. */
async function register(
  actions: PasskeyActions,
  { state, form }: { state: FormState; form: FormData },
): Promise<FormState> {
  const begun = await actions.begin(form);
  if (!begun.ok) {
    return begun.state;
  }
  const made = new FormData();
  made.set("name", `${form.get("name") ?? ""}`);
  try {
    const answer = await startRegistration({ optionsJSON: begun.options });
    made.set("answer", JSON.stringify(answer));
  } catch (error) {
    const isKnown = error instanceof Error && error.name === "InvalidStateError";
    return {
      status: "failed",
      message: isKnown
        ? "This device holds a passkey of yours already."
        : "No passkey was made: the device did not finish. Try again.",
      code: "rule_refused",
      fields: {},
      values: { name: `${form.get("name") ?? ""}` },
    };
  }
  return actions.add(state, made);
}
