import "server-only";
import { randomUUID } from "node:crypto";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { Job } from "@/lib/platform/jobs";
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

/** Writes one notice per person and returns the job that mails them; add it to the outcome's jobs. */
export async function notify(tx: Tx, notice: Notice): Promise<Job[]> {
  const { userIds, except, ...facts } = notice;
  const people = [...new Set(userIds)].filter((userId) => userId !== except);
  if (people.length === 0) {
    return [];
  }
  const rows = people.map((userId) => ({ id: randomUUID(), userId, ...facts }));
  await tx.notification.createMany({ data: rows });
  return [{ name: "notify-people", payload: { notificationIds: rows.map((row) => row.id) } }];
}

export async function listNotices(
  db: ReadDb,
  page: { userId: string; before: { createdAt: Date; id: string } | null; limit: number },
) {
  const { before } = page;
  const older = before === null ? [] : [olderThan(before)];
  return db.notification.findMany({
    where: { userId: page.userId, AND: older },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: page.limit + 1,
  });
}

function olderThan(before: { createdAt: Date; id: string }) {
  return {
    OR: [
      { createdAt: { lt: before.createdAt } },
      { createdAt: before.createdAt, id: { lt: before.id } },
    ],
  };
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
