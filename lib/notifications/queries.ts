import "server-only";
import * as z from "zod";
import { defineQuery } from "@/lib/execution/query";
import { cutPage, decodeCursor } from "@/lib/kernel/page-cursor";
import { listNoticesInput, noticesView } from "@/lib/notifications/schema";
import { listNotices } from "@/lib/notifications/store";

const cursorParts = z.tuple([z.iso.datetime(), z.uuid()]);

export const listMyNotices = defineQuery({
  name: "notice.list",
  permission: "self",
  input: listNoticesInput,
  output: noticesView,
  operation: { method: "GET", path: "/me/notices", summary: "What you were told, newest first" },
  scope: () => Promise.resolve({ kind: "self" }),

  async fetch({ db, access, input }) {
    const after = decodeCursor(cursorParts, input.cursor);
    const before = after === null ? null : { createdAt: new Date(after[0]), id: after[1] };
    const { userId } = access;
    const { notices, unread } = await listNotices(db, { userId, before, limit: input.limit });
    const rows = notices.map((row) => ({
      ...row,
      createdAt: new Date(row.createdAt).toISOString(),
    }));
    const page = cutPage(rows, input.limit, (row) => [row.createdAt, row.id]);
    return {
      nextCursor: page.nextCursor,
      unread,
      rows: page.rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        title: row.title,
        because: row.because,
        href: row.href,
        createdAt: row.createdAt,
        isRead: row.readAt !== null,
      })),
    };
  },
});
