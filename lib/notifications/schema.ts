import * as z from "zod";
import { pageInput, pageOf } from "@/lib/kernel/page-cursor";

export const listNoticesInput = z.strictObject({ ...pageInput });

const noticeView = z.object({
  id: z.uuid(),
  kind: z.string(),
  title: z.string(),
  because: z.string(),
  href: z.string(),
  createdAt: z.iso.datetime(),
  isRead: z.boolean(),
});
export type NoticeView = z.infer<typeof noticeView>;

export const noticesView = pageOf(noticeView).extend({ unread: z.number() });

export const markReadInput = z.strictObject({
  noticeIds: z.array(z.uuid()).min(1, "Choose at least one notice.").max(200),
});
