import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { endSessions, loadSession } from "@/lib/identity/store/sessions";
import { AppError } from "@/lib/kernel/app-error";

const input = z.strictObject({ sessionId: z.uuid() });

export const revokeSession = defineCommand({
  name: "session.revoke",
  permission: "self",
  input,
  operation: {
    method: "DELETE",
    path: "/me/sessions/{sessionId}",
    summary: "End one of your sessions, as signing out does",
  },
  scope: () => Promise.resolve({ kind: "self" }),

  async execute({ tx, access, input, now }) {
    const { sessionId } = input;
    const { userId } = access;
    if ((await loadSession(tx, { sessionId, userId })) === null) {
      throw new AppError("not_found", "This session is not found.");
    }
    const sessionIds = await endSessions(tx, { userId, at: now, only: sessionId });
    const value = { sessionId };
    return sessionIds.length === 0
      ? { value, unchanged: true }
      : { value, audit: [{ type: "session.revoked", sessionIds }] };
  },
});
