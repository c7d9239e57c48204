import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { markReadInput } from "@/lib/notifications/schema";
import { markRead } from "@/lib/notifications/store";

export const markNoticesRead = defineCommand({
  name: "notice.mark-read",
  permission: "self",
  input: markReadInput,
  operation: { method: "POST", path: "/me/notices/read", summary: "Mark notices as read" },
  scope: () => Promise.resolve({ kind: "self" }),

  async execute({ tx, access, input, now }) {
    const { userId } = access;
    const count = await markRead(tx, { userId, noticeIds: input.noticeIds, at: now });
    if (count === 0) {
      return { value: { marked: 0 }, unchanged: true };
    }
    return { value: { marked: count }, audit: [{ type: "notice.read", count }] };
  },
});
