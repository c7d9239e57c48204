import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { MAX_TOKEN_DAYS } from "@/lib/identity/rules";
import { tokenScopes } from "@/lib/identity/schema";
import { insertApiToken } from "@/lib/identity/store/api-tokens";
import { fieldError } from "@/lib/kernel/app-error";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { day, text } from "@/lib/kernel/fields";
import { workspaceId } from "@/lib/kernel/ids";
import { hashOfSecret, newSecret } from "@/lib/platform/secrets";

const SHOWN_CHARACTERS = 8;

const input = z.strictObject({
  workspaceId,
  name: text("The name of the token", { max: 60 }),
  scopes: tokenScopes,
  expiresOn: day("The expiry"),
});

/** The token is part of the answer and of nothing else: only its hash is kept. */
export const createToken = defineCommand({
  name: "token.create",
  permission: "token:write",
  input,
  operation: {
    method: "POST",
    path: "/workspaces/{workspaceId}/tokens",
    summary: "Create a personal API token, shown once",
  },
  scope: ({ input: { workspaceId } }) => Promise.resolve({ kind: "workspace", workspaceId }),

  async execute({ tx, access, input, now }) {
    const { workspaceId, name, expiresOn } = input;
    const today = dayOf(now);
    if (expiresOn < today || expiresOn > addDays(today, MAX_TOKEN_DAYS)) {
      throw fieldError("expiresOn", "Choose a day from today to one year from now.");
    }
    const scopes = [...new Set(input.scopes)];
    const token = newSecret("wm_");
    const expiresAt = new Date(`${expiresOn}T23:59:59.999Z`);
    const tokenId = await insertApiToken(tx, {
      userId: access.member.userId,
      workspaceId,
      name,
      prefix: token.slice(0, SHOWN_CHARACTERS),
      tokenHash: hashOfSecret(token),
      scopes,
      createdAt: now,
      expiresAt,
    });
    return {
      value: { tokenId, token, expiresAt: expiresAt.toISOString() },
      audit: [{ type: "token.created", tokenId, name, scopes, expiresAt: expiresAt.toISOString() }],
    };
  },
});
