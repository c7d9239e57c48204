import "server-only";
import * as z from "zod";
import type { Actor } from "@/lib/authz/actor";
import { defineCommand } from "@/lib/execution/command";
import { limits, whyPasswordIsWeak } from "@/lib/identity/rules";
import { knownPassword, secretText } from "@/lib/identity/schema";
import { openInvitation } from "@/lib/identity/store/invitations";
import { joinByInvitation } from "@/lib/identity/store/join-by-invitation";
import { type Account, accountOfEmail, insertUser } from "@/lib/identity/store/users";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { optionalText } from "@/lib/kernel/fields";
import type { UserId } from "@/lib/kernel/ids";
import type { Tx } from "@/lib/platform/db";
import { hashPassword, verifyPassword } from "@/lib/platform/passwords";
import { countAttempt } from "@/lib/platform/rate-limit";
import { hashOfSecret } from "@/lib/platform/secrets";

const input = z.strictObject({
  token: secretText,
  name: optionalText("The name", { max: 100 }),
  password: knownPassword.optional(),
});

/**
 * The link was also shown to the person who invites, so it proves nothing
 * about an account that exists: its owner is signed in or gives the password.
 */
export const acceptInvitation = defineCommand({
  name: "invitation.accept",
  permission: "public",
  input,
  operation: {
    method: "POST",
    path: "/invitations/acceptance",
    summary: "Accept an invitation with its token",
  },
  scope: () => Promise.resolve({ kind: "public" }),

  async execute({ tx, actor, input, now }) {
    const invitation = await openInvitation(tx, { tokenHash: hashOfSecret(input.token), now });
    if (invitation === null) {
      throw new AppError(
        "not_found",
        "This invitation is used, withdrawn or too old. Ask for a new one.",
      );
    }
    const { id: invitationId, workspaceId, email } = invitation;
    const account = await accountOfEmail(tx, email);
    const { id: userId, name } =
      account === null
        ? await newAccount(tx, { ...input, email, now })
        : await provenAccount({ account, actor, invitationId, password: input.password });
    const joined = await joinByInvitation(tx, { invitation, person: { id: userId, name }, now });
    return {
      value: { workspaceId, userId, email, projectId: invitation.projectId },
      ...joined,
      trailIn: [workspaceId],
      by: { userId, name },
    };
  },
});

async function newAccount(
  tx: Tx,
  facts: { email: string; name: string; password?: string | undefined; now: Date },
): Promise<{ id: UserId; name: string }> {
  const { email, name, password, now } = facts;
  if (name === "") {
    throw fieldError("name", "Tell the others your name.");
  }
  if (password === undefined || password.length < 12 || password.length > 200) {
    throw fieldError(
      "password",
      "A password has 12 to 200 characters. Several words are easy to remember.",
    );
  }
  const weakness = whyPasswordIsWeak(password, { email, name });
  if (weakness !== null) {
    throw fieldError("password", weakness);
  }
  const passwordHash = await hashPassword(password);
  const id = await insertUser(tx, { email, name, passwordHash, createdAt: now });
  return { id, name };
}

async function provenAccount(facts: {
  account: Account;
  actor: Actor;
  invitationId: string;
  password: string | undefined;
}): Promise<{ id: UserId; name: string }> {
  const { account, actor, invitationId, password } = facts;
  if (actor.kind === "user" && actor.userId === account.id) {
    return account;
  }
  if (password === undefined) {
    throw fieldError(
      "password",
      "You have an account already: enter its password, or sign in first.",
    );
  }
  await countAttempt(limits.acceptance, invitationId);
  const { isRight } = await verifyPassword(password, account.passwordHash);
  if (!isRight) {
    throw fieldError("password", "You have an account already, and this is not its password.");
  }
  return account;
}
