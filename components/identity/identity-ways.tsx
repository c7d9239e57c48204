"use client";

import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import { createContext, type ReactNode, use } from "react";
import { isStrongEnough } from "@/lib/playbooks/rules/assurance";
import type { AssuranceLevel } from "@/lib/playbooks/rules/assurance-levels";

/** Asks the server what the person's device is to answer before it signs this subject. */
export type AskForChallenge = (
  subjectSha256: string,
) => Promise<
  { ok: true; options: PublicKeyCredentialRequestOptionsJSON } | { ok: false; message: string }
>;

export type SignOn = {
  /** What people call the provider. */
  provider: string;
  /** How the last visit there ended: good until a moment, or with a sentence. */
  ended: { subjectSha256: string; until: string | null; message: string } | null;
};

type Ways = {
  hasPassword: boolean;
  passkeys: number;
  ask: AskForChallenge | null;
  sso: SignOn | null;
};

const PasswordAlone: Ways = { hasPassword: true, passkeys: 0, ask: null, sso: null };
const WaysOfPerson = createContext(PasswordAlone);

type IdentityWaysProps = Ways & { children: ReactNode };

/** How the reader can prove who they are, for every box below that takes a signature. */
export function IdentityWays({ children, ...ways }: IdentityWaysProps) {
  return <WaysOfPerson value={ways}>{children}</WaysOfPerson>;
}

export type Demand = AssuranceLevel | null;

/** The ways of the reader that are as strong as what is asked for. */
export function useSufficientWays(demand: Demand) {
  const { hasPassword, passkeys, ask, sso } = use(WaysOfPerson);
  const demanded = demand ?? undefined;
  const passkey = passkeys > 0 && isStrongEnough("passkey", demanded) ? ask : null;
  const hasPasswordEnough = hasPassword && isStrongEnough("password", demanded);
  const signOn = isStrongEnough("sso", demanded) ? sso : null;
  return {
    password: hasPasswordEnough,
    passkey,
    signOn,
    canConfirm: hasPasswordEnough || passkey !== null || signOn !== null,
  };
}
