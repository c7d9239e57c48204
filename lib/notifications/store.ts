import "server-only";
import { randomUUID } from "node:crypto";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import { now } from "@/lib/platform/clock";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { Job } from "@/lib/platform/jobs";
import { Prisma } from "@/prisma/generated/client";
import type { NotificationKind } from "@/prisma/generated/enums";

type Notice = {
  workspaceId: WorkspaceId;
  projectId: ProjectId | null;
  kind: NotificationKind;
  userIds: readonly string[];
  /** The person who acts is not told about their own act. */
  except?: string;
  title: string;
  /** Why this person is told: "because you are sponsor". */
  because: string;
  href: string;
};

/** Writes one notice per person and returns the jobs that mail them; add them to the outcome's jobs. */
export async function notify(tx: Tx, notice: Notice): Promise<Job[]> {
  const { userIds, except, ...facts } = notice;
  const people = [...new Set(userIds)].filter((userId) => userId !== except);
  if (people.length === 0) {
    return [];
  }
  const createdAt = now();
  const rows = people.map((userId) => ({ id: randomUUID(), userId, createdAt, ...facts }));
  await tx.notification.createMany({ data: rows });
  const addressed = await tx.user.findMany({
    where: { id: { in: people }, disabledAt: null },
    select: { email: true, name: true },
  });
  const { title, because, href } = notice;
  return addressed.map(({ email, name }) => ({
    name: "send-mail",
    payload: { to: email, template: "notice", data: { name, title, because, href } },
  }));
}

type NoticeRow = {
  id: string;
  kind: NotificationKind;
  title: string;
  because: string;
  href: string;
  createdAt: string;
  readAt: string | null;
};

/** One page, the newest first, and the number of unread ones, in one statement. */
export async function listNotices(
  db: ReadDb,
  page: { userId: string; before: { createdAt: Date; id: string } | null; limit: number },
): Promise<{ notices: NoticeRow[]; unread: number }> {
  const { userId, before, limit } = page;
  const older =
    before === null
      ? Prisma.empty
      : Prisma.sql`AND ("createdAt", id) < (${before.createdAt}, ${before.id}::uuid)`;
  const rows = await db.$queryRaw<{ notices: NoticeRow[]; unread: number }[]>`
    SELECT ${unreadOf(userId)} AS unread, COALESCE((SELECT json_agg(n) FROM (
        SELECT id, kind, title, because, href, "createdAt", "readAt" FROM notifications
        WHERE "userId" = ${userId}::uuid ${older}
        ORDER BY "createdAt" DESC, id DESC LIMIT ${limit + 1}) n), '[]') AS notices`;
  return rows[0] ?? { notices: [], unread: 0 };
}

export async function markRead(
  tx: Tx,
  facts: { userId: string; noticeIds: readonly string[]; at: Date },
): Promise<number> {
  const { count } = await tx.notification.updateMany({
    where: { userId: facts.userId, id: { in: [...facts.noticeIds] }, readAt: null },
    data: { readAt: facts.at },
  });
  return count;
}

/** Capped: the bell shows "99+" long before an exact number matters. */
const UNREAD_MAX = 100;

/** Number of unread notices of a person, from the index of unread ones alone. */
export function unreadOf(userId: string): Prisma.Sql {
  return Prisma.sql`(SELECT count(*)::int FROM (SELECT 1 FROM notifications
    WHERE "userId" = ${userId}::uuid AND "readAt" IS NULL LIMIT ${UNREAD_MAX}) unread)`;
}
