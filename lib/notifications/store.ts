import "server-only";
import { randomUUID } from "node:crypto";
import { dayOf } from "@/lib/kernel/calendar";
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
  /** A sentence for the mail, which has room for more than a title. */
  detail?: string;
  /** Why this person is told: "because you are sponsor". */
  because: string;
  href: string;
};

/** What a delegate hears of, too: that something waits for those who lent them their place. */
const ASKING: readonly NotificationKind[] = ["signature_wanted", "decision_wanted"];

type Addressee = { userId: string; because: string };

/** Writes one notice per person and returns the jobs that mail them; add them to the outcome's jobs. */
export async function notify(tx: Tx, notice: Notice): Promise<Job[]> {
  const { userIds, except, because, detail = "", ...facts } = notice;
  const asked = [...new Set(userIds)];
  const own = asked.map((userId) => ({ userId, because }));
  const lent = ASKING.includes(notice.kind) ? await delegatesOf(tx, notice) : [];
  const people = [...own, ...lent].filter(
    ({ userId }, index, all) =>
      userId !== except && all.findIndex((other) => other.userId === userId) === index,
  );
  if (people.length === 0) {
    return [];
  }
  const createdAt = now();
  const rows = people.map((person) => ({ id: randomUUID(), createdAt, ...facts, ...person }));
  await tx.notification.createMany({ data: rows });
  const addressed = await tx.user.findMany({
    where: { id: { in: people.map(({ userId }) => userId) }, disabledAt: null },
    select: { id: true, email: true, name: true },
  });
  const { title, href } = notice;
  return addressed.map(({ id, email, name }) => {
    const reason = people.find(({ userId }) => userId === id)?.because ?? because;
    const data = { name, title, detail, because: reason, href };
    return { name: "send-mail", payload: { to: email, template: "notice", data } };
  });
}

/** Who acts today for somebody who is asked, and for whom. */
async function delegatesOf(tx: Tx, notice: Notice): Promise<Addressee[]> {
  const { workspaceId, projectId, userIds } = notice;
  const today = dayOf(now());
  return tx.$queryRaw<Addressee[]>`
    SELECT d."toId" AS "userId",
           'because you act for ' || string_agg(DISTINCT lender.name, ' and ' ORDER BY lender.name)
             AS because
    FROM delegations d
    JOIN users lender ON lender.id = d."fromId" AND lender."disabledAt" IS NULL
    JOIN memberships m ON m."workspaceId" = d."workspaceId" AND m."userId" = d."toId"
      AND m."removedAt" IS NULL
    JOIN users deputy ON deputy.id = d."toId" AND deputy."disabledAt" IS NULL
    WHERE d."workspaceId" = ${workspaceId}::uuid AND d."fromId" = ANY(${[...userIds]}::uuid[])
      AND (d."projectId" IS NULL OR d."projectId" = ${projectId}::uuid)
      AND d."revokedAt" IS NULL AND ${today}::date BETWEEN d."startsOn" AND d."endsOn"
    GROUP BY d."toId" ORDER BY d."toId"`;
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

/** Whether this person had an alarm since then. */
export async function wasToldSince(
  db: ReadDb,
  at: { userId: string; since: Date },
): Promise<boolean> {
  const where = { userId: at.userId, kind: "alarm" as const, createdAt: { gte: at.since } };
  return (await db.notification.findFirst({ where, select: { id: true } })) !== null;
}

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
