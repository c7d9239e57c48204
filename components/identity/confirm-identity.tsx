"use client";

import { browserSupportsWebAuthn } from "@simplewebauthn/browser";
import { type ReactNode, useEffect, useState } from "react";
import type { FormField } from "@/components/ui/action-form";
import { Banner } from "@/components/ui/banner";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { type Demand, useSufficientWays } from "./identity-ways";
import { PasskeyAnswer } from "./passkey-answer";

type ConfirmIdentityProps = {
  /** Wiring of the password; complaints about either way stand there. */
  field: FormField;
  subjectSha256: string;
  /** The weakest proof that counts; only what suffices is offered. */
  demand?: Demand;
  /** Instead of a way, for somebody who has none that suffices. */
  otherwise?: ReactNode;
};

type Way = "password" | "passkey";

/** The last step of every signature: it is proven anew who signs, in a way that suffices. */
export function ConfirmIdentity({
  field,
  subjectSha256,
  demand = null,
  otherwise,
}: ConfirmIdentityProps) {
  const { password, passkey } = useSufficientWays(demand);
  const [chosen, choose] = useState<Way>("password");

  useEffect(() => {
    // Before the script has loaded the password is the way that works.
    if (passkey !== null && browserSupportsWebAuthn()) {
      choose("passkey");
    }
  }, [passkey]);

  if (passkey === null) {
    return password ? <Password field={field} /> : (otherwise ?? <NoWay demand={demand} />);
  }
  const way = password ? chosen : "passkey";
  return (
    <div className="grid gap-2">
      {password && <WayChoice id={field.id} way={way} choose={choose} />}
      {way === "password" ? (
        <Password field={field} />
      ) : (
        <PasskeyAnswer
          ask={passkey}
          subjectSha256={subjectSha256}
          noteId={`${field.id}-note`}
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

const ways = [
  ["passkey", "Passkey"],
  ["password", "Password"],
] as const;

type WayChoiceProps = { id: string; way: Way; choose: (way: Way) => void };

function WayChoice({ id, way, choose }: WayChoiceProps) {
  return (
    <fieldset>
      <legend className="wm-label">Confirm it is you with</legend>
      <div className="flex flex-wrap gap-4">
        {ways.map(([value, label]) => (
          <div key={value} className="wm-check">
            <input
              type="radio"
              id={`${id}-${value}`}
              name="identityWay"
              value={value}
              checked={way === value}
              onChange={() => choose(value)}
            />
            <label htmlFor={`${id}-${value}`}>{label}</label>
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
      : "You have neither a password nor a passkey to confirm with.";
  return (
    <Banner tone="warn" lead={lead}>
      <TextLink href="/profile#passkeys">Add a passkey in your profile</TextLink>, then come back
      and sign.
    </Banner>
  );
}
