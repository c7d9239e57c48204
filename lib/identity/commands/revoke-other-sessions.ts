import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { endSessions } from "@/lib/identity/store/sessions";

const input = z.strictObject({});

export const revokeOtherSessions = defineCommand({
  name: "session.revoke-others",
  permission: "self",
  input,
  operation: {
    method: "DELETE",
    path: "/me/sessions",
    summary: "Sign out everywhere else",
  },
  scope: () => Promise.resolve({ kind: "self" }),

  async execute({ tx, access, actor, now }) {
    const sessionIds = await endSessions(tx, {
      userId: access.userId,
      at: now,
      ...(actor.kind === "user" ? { except: actor.sessionId } : {}),
    });
    const value = { ended: sessionIds.length };
    return sessionIds.length === 0
      ? { value, unchanged: true }
      : { value, audit: [{ type: "session.revoked", sessionIds }] };
  },
});
