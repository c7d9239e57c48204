import { notify } from "@/lib/notifications/store";
import type { ValidInputs } from "@/lib/testing/valid-input";

export const validInputs: ValidInputs = {
  "notice.list": () => Promise.resolve({}),
  /** Refused to everybody: the alarm is raised by Waymark itself. */
  "alarm.tell-of-attempts": (_world, project) =>
    Promise.resolve({
      userId: project.lead.userId,
      attempts: 10,
      minutes: 15,
      at: new Date().toISOString(),
    }),
  async "notice.mark-read"(world, project) {
    await notify(world.db, {
      workspaceId: world.workspaceId,
      projectId: project.id,
      kind: "mentioned",
      userIds: [project.lead.userId],
      title: "You were mentioned",
      because: "because somebody named you",
      href: `/projects/${project.id}`,
    });
    const row = await world.db.notification.findFirstOrThrow({
      where: { userId: project.lead.userId },
    });
    return { noticeIds: [row.id] };
  },
};
