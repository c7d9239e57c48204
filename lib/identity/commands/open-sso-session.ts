import "server-only";
import * as z from "zod";
import type { AuditEvent } from "@/lib/audit/events";
import { defineCommand } from "@/lib/execution/command";
import { domainsOf, SSO_JOB, vouchedEmail } from "@/lib/identity/rules";
import { hasIdentityAt, insertIdentity, userOfIdentity } from "@/lib/identity/store/sso-identities";
import { startSession } from "@/lib/identity/store/start-session";
import { accountOfEmail, workspaceIdsOf } from "@/lib/identity/store/users";
import { AppError } from "@/lib/kernel/app-error";
import { optionalText, text } from "@/lib/kernel/fields";
import type { UserId } from "@/lib/kernel/ids";
import type { Tx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";

const input = z.strictObject({
  issuer: text("The issuer", { max: 500 }),
  subject: text("The subject", { max: 500 }),
  email: optionalText("The e-mail address", { max: 254 }),
  isEmailVerified: z.boolean(),
  userAgent: optionalText("The user agent", { max: 400 }),
  address: optionalText("The address", { max: 100 }),
});
type Claim = z.output<typeof input>;

/**
 * Opens a session for somebody an identity provider vouches for. Only the
 * sign-in route, which has checked the provider's answer, may say who that is.
 */
export const openSsoSession = defineCommand({
  name: "session.open-sso",
  permission: "public",
  input,
  operation: {
    method: "POST",
    path: "/sessions/sso",
    summary: "Sign in with a checked answer of the identity provider (the sign-in route only)",
  },
  scope: () => Promise.resolve({ kind: "public" }),

  async execute({ tx, actor, input, now }) {
    if (actor.kind !== "system" || actor.job !== SSO_JOB) {
      throw new AppError("unauthenticated", "Single sign-on begins on the sign-in page.");
    }
    const { issuer, subject, userAgent, address } = input;
    const known = await userOfIdentity(tx, input);
    const found = known ?? (await personToLink(tx, input));
    if (found === null || found.isDisabled) {
      throw new AppError(
        "unauthenticated",
        "Nobody here is known under this sign-on. Ask an admin for an invitation.",
        { reason: "unknown-identity" },
      );
    }
    const { id: userId, name } = found;
    const linked: AuditEvent[] = [];
    if (known === null) {
      await insertIdentity(tx, { userId, issuer, subject, email: input.email });
      linked.push({ type: "identity.linked", issuer, subject });
    }
    const value = await startSession(tx, { userId, method: "sso", userAgent, address, now });
    return {
      value,
      audit: [{ type: "session.opened", sessionId: value.sessionId, method: "sso" }, ...linked],
      trailIn: await workspaceIdsOf(tx, userId),
      by: { userId, name },
    };
  },
});

/** A subject is linked once per provider: a second one with the same address is somebody else. */
async function personToLink(
  tx: Tx,
  claim: Claim,
): Promise<{ id: UserId; name: string; isDisabled: boolean } | null> {
  const email = vouchedEmail(claim, domainsOf(env().OIDC_ALLOWED_DOMAINS));
  const account = email === null ? null : await accountOfEmail(tx, email);
  if (account === null) {
    return null;
  }
  const { id, name } = account;
  const isTaken = await hasIdentityAt(tx, { userId: id, issuer: claim.issuer });
  return isTaken ? null : { id, name, isDisabled: false };
}
