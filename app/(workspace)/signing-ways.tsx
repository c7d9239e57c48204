import type { ReactNode } from "react";
import { IdentityWays } from "@/components/identity/identity-ways";
import { currentPerson } from "@/lib/web/current-workspace";
import { askForChallengeAction } from "./profile/passkey-actions";

/** Tells the boxes below how the reader can prove who they are. */
export async function SigningWays({ children }: { children: ReactNode }) {
  const { hasPassword, passkeys } = await currentPerson();
  return (
    <IdentityWays hasPassword={hasPassword} passkeys={passkeys} ask={askForChallengeAction}>
      {children}
    </IdentityWays>
  );
}
