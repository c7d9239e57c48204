import { reevaluateGates } from "@/jobs/reevaluate-gates";
import { addDays, dateOf } from "@/lib/kernel/calendar";
import { markNoticesRead } from "@/lib/notifications/commands/mark-notices-read";
import { prismaClient } from "@/lib/platform/db";
import { act, type Demo } from "./demo";
import type { Person } from "./people";

const UNREAD_DAYS = 5;
const AT_ONCE = 200;

/** Brings every gate to where it stands today and leaves no job behind. */
export async function finishDemo(demo: Demo): Promise<void> {
  const db = prismaClient();
  const { workspaceId } = demo;
  const projects = await db.project.findMany({ where: { workspaceId }, select: { id: true } });
  for (const { id: projectId } of projects) {
    await reevaluateGates({ projectId });
  }
  for (const person of Object.values(demo.people)) {
    await readOldNotices(demo, person);
  }
  // Mails of a replayed year would reach nobody or somebody else's domain, and the gates were
  // evaluated above: nothing queued meanwhile is work for the worker that starts afterwards.
  await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
}

/** Nobody comes back to a year of unread notices: only the last days wait. */
async function readOldNotices({ today }: Demo, person: Person): Promise<void> {
  const before = dateOf(addDays(today, -UNREAD_DAYS));
  const old = await prismaClient().notification.findMany({
    where: { userId: person.userId, readAt: null, createdAt: { lt: before } },
    select: { id: true },
  });
  for (let from = 0; from < old.length; from += AT_ONCE) {
    const noticeIds = old.slice(from, from + AT_ONCE).map(({ id }) => id);
    await act(markNoticesRead, person, { noticeIds });
  }
}
