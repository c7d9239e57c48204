import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { domainsOf, SSO_JOB, vouchedEmail } from "@/lib/identity/rules";
import { openInvitation } from "@/lib/identity/store/invitations";
import { joinByInvitation } from "@/lib/identity/store/join-by-invitation";
import { insertUser, isAddressTaken } from "@/lib/identity/store/users";
import { AppError } from "@/lib/kernel/app-error";
import { optionalText } from "@/lib/kernel/fields";
import { env } from "@/lib/platform/env";

const input = z.strictObject({
  email: optionalText("The e-mail address", { max: 254 }),
  isEmailVerified: z.boolean(),
  name: optionalText("The name", { max: 100 }),
});

/**
 * Makes the account of an invited person whose first arrival is by single
 * sign-on. The provider's word for the invited address takes the place of the
 * link; the account gets no password.
 */
export const acceptInvitationBySso = defineCommand({
  name: "invitation.accept-sso",
  permission: "public",
  input,
  operation: {
    method: "POST",
    path: "/invitations/sso-acceptance",
    summary: "Accept an invitation with a checked single sign-on answer (the sign-in route only)",
  },
  scope: () => Promise.resolve({ kind: "public" }),

  async execute({ tx, actor, input, now }) {
    if (actor.kind !== "system" || actor.job !== SSO_JOB) {
      throw new AppError("unauthenticated", "Single sign-on begins on the sign-in page.");
    }
    const email = vouchedEmail(input, domainsOf(env().OIDC_ALLOWED_DOMAINS));
    const invitation = email === null ? null : await openInvitation(tx, { email, now });
    // Whoever has an account, also a disabled one, is linked to it or refused; never a second one.
    if (email === null || invitation === null || (await isAddressTaken(tx, email))) {
      throw new AppError("unauthenticated", "No invitation waits for this sign-on.", {
        reason: "unknown-identity",
      });
    }
    const name = [invitation.name, input.name, email].find((each) => each !== "") ?? email;
    const person = { email, name, passwordHash: null, emailVerifiedAt: now, createdAt: now };
    const userId = await insertUser(tx, person);
    const { workspaceId } = invitation;
    const joined = await joinByInvitation(tx, { invitation, person: { id: userId, name }, now });
    return {
      value: { workspaceId, userId },
      ...joined,
      trailIn: [workspaceId],
      by: { userId, name },
    };
  },
});
