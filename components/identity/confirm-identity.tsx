"use client";

import { browserSupportsWebAuthn } from "@simplewebauthn/browser";
import { type ReactNode, useEffect, useState } from "react";
import type { FormField } from "@/components/ui/action-form";
import { Banner } from "@/components/ui/banner";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { type Demand, type SignOn, useSufficientWays } from "./identity-ways";
import { PasskeyAnswer } from "./passkey-answer";
import { SsoAnswer } from "./sso-answer";

type ConfirmIdentityProps = {
  /** Wiring of the password; complaints about either way stand there. */
  field: FormField;
  subjectSha256: string;
  /** The weakest proof that counts; only what suffices is offered. */
  demand?: Demand;
  /** Instead of a way, for somebody who has none that suffices. */
  otherwise?: ReactNode;
};

type Way = "password" | "passkey" | "sso";

/** The last step of every signature: it is proven anew who signs, in a way that suffices. */
export function ConfirmIdentity({
  field,
  subjectSha256,
  demand = null,
  otherwise,
}: ConfirmIdentityProps) {
  const { password, passkey, signOn } = useSufficientWays(demand);
  const isBack = signOn?.ended?.subjectSha256 === subjectSha256;
  const [chosen, choose] = useState<Way>(isBack ? "sso" : "password");

  useEffect(() => {
    // Before the script has loaded the password is the way that works.
    if (passkey !== null && !isBack && browserSupportsWebAuthn()) {
      choose("passkey");
    }
  }, [passkey, isBack]);

  const open: Way[] = [];
  if (passkey !== null) {
    open.push("passkey");
  }
  if (password) {
    open.push("password");
  }
  if (signOn !== null) {
    open.push("sso");
  }
  const [first] = open;
  if (first === undefined) {
    return otherwise ?? <NoWay demand={demand} />;
  }
  const way = open.includes(chosen) ? chosen : first;
  return (
    <div className="grid gap-2">
      {open.length > 1 ? (
        <WayChoice id={field.id} way={way} choose={choose} ways={open} signOn={signOn} />
      ) : (
        <input type="hidden" name="identityWay" value={way} />
      )}
      {way === "password" && <Password field={field} />}
      {way === "passkey" && passkey !== null && (
        <PasskeyAnswer
          ask={passkey}
          subjectSha256={subjectSha256}
          noteId={`${field.id}-note`}
          error={field.error}
        />
      )}
      {way === "sso" && signOn !== null && (
        <SsoAnswer
          signOn={signOn}
          subjectSha256={subjectSha256}
          fieldId={field.id}
          error={field.error}
        />
      )}
    </div>
  );
}

function Password({ field }: { field: FormField }) {
  return (
    <TextField
      {...field}
      type="password"
      label="Confirm it is you: your password"
      hint="Asked for every signature."
      autoComplete="current-password"
      required
    />
  );
}

type WayChoiceProps = {
  id: string;
  way: Way;
  choose: (way: Way) => void;
  ways: readonly Way[];
  signOn: SignOn | null;
};

function WayChoice({ id, way, choose, ways, signOn }: WayChoiceProps) {
  const words = { passkey: "Passkey", password: "Password", sso: signOn?.provider ?? "" };
  return (
    <fieldset>
      <legend className="wm-label">Confirm it is you with</legend>
      <div className="flex flex-wrap gap-4">
        {ways.map((value) => (
          <div key={value} className="wm-check">
            <input
              type="radio"
              id={`${id}-${value}`}
              name="identityWay"
              value={value}
              checked={way === value}
              onChange={() => choose(value)}
            />
            <label htmlFor={`${id}-${value}`}>{words[value]}</label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function NoWay({ demand }: { demand: Demand }) {
  const lead =
    demand === "passkey"
      ? "This asks for a passkey, and you have none."
      : "You have neither a password, a passkey nor a sign-on to confirm with.";
  return (
    <Banner tone="warn" lead={lead}>
      <TextLink href="/profile#passkeys">Add a passkey in your profile</TextLink>, then come back
      and sign.
    </Banner>
  );
}
