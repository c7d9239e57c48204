import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { IdentityWays } from "@/components/identity/identity-ways";
import { currentPerson } from "@/lib/web/current-workspace";
import { cookieName } from "@/lib/web/session-cookie";
import { nameOfProvider, stepUpOutcome } from "@/lib/web/sso-step-up";
import { askForChallengeAction } from "./profile/passkey-actions";

/** Tells the boxes below how the reader can prove who they are. */
export async function SigningWays({ children }: { children: ReactNode }) {
  const { hasPassword, passkeys, ssoIssuers } = await currentPerson();
  const provider = ssoIssuers.length > 0 ? nameOfProvider() : null;
  const sso = provider === null ? null : { provider, ended: await lastVisit() };
  return (
    <IdentityWays
      hasPassword={hasPassword}
      passkeys={passkeys}
      ask={askForChallengeAction}
      sso={sso}
    >
      {children}
    </IdentityWays>
  );
}

/** How the last visit to the provider ended; the proof itself stays on the server. */
async function lastVisit() {
  const jar = await cookies();
  const ended = await stepUpOutcome(jar.get(cookieName("proof"))?.value);
  return ended === null
    ? null
    : { subjectSha256: ended.subjectSha256, until: ended.until, message: ended.message };
}
