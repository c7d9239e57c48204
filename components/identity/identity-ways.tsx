"use client";

import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import { createContext, type ReactNode, use } from "react";
import { isStrongEnough } from "@/lib/playbooks/rules/assurance";
import type { AssuranceLevel } from "@/lib/playbooks/schema";

/** Asks the server what the person's device is to answer before it signs this subject. */
export type AskForChallenge = (
  subjectSha256: string,
) => Promise<
  { ok: true; options: PublicKeyCredentialRequestOptionsJSON } | { ok: false; message: string }
>;

type Ways = { hasPassword: boolean; passkeys: number; ask: AskForChallenge | null };

const PasswordAlone: Ways = { hasPassword: true, passkeys: 0, ask: null };
const WaysOfPerson = createContext(PasswordAlone);

type IdentityWaysProps = Ways & { children: ReactNode };

/** How the reader can prove who they are, for every box below that takes a signature. */
export function IdentityWays({ hasPassword, passkeys, ask, children }: IdentityWaysProps) {
  return <WaysOfPerson value={{ hasPassword, passkeys, ask }}>{children}</WaysOfPerson>;
}

export type Demand = AssuranceLevel | null;

/** The ways of the reader that are as strong as what is asked for. */
export function useSufficientWays(demand: Demand) {
  const { hasPassword, passkeys, ask } = use(WaysOfPerson);
  const demanded = demand ?? undefined;
  const passkey = passkeys > 0 && isStrongEnough("passkey", demanded) ? ask : null;
  const hasPasswordEnough = hasPassword && isStrongEnough("password", demanded);
  return {
    password: hasPasswordEnough,
    passkey,
    canConfirm: hasPasswordEnough || passkey !== null,
  };
}
