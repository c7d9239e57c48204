import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { dayOf } from "@/lib/kernel/calendar";
import { inQueueOrder } from "@/lib/risk-meetings/rules/queue";
import { meetingQueueInput, meetingQueueView } from "@/lib/risk-meetings/schema/meeting";
import { listQueue } from "@/lib/risk-meetings/store/meeting-rows";
import { riskKey } from "@/lib/risks/rules";
import { whyNotWorkOn } from "@/lib/risks/rules/may-work-on";
import { readerOf } from "@/lib/risks/store/register-filter";

export const getMeetingQueue = defineQuery({
  name: "risk-meeting.queue",
  permission: "workspace:read",
  input: meetingQueueInput,
  output: meetingQueueView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/risk-meeting/queue",
    summary: "Risks that wait for a review, in the order a meeting takes them",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async fetch({ db, access, input, now }) {
    const { projectId = null, ...filter } = input;
    const { workspaceId, member } = access;
    const rows = await listQueue(db, {
      ...filter,
      workspaceId,
      projectId,
      readerId: readerOf(access),
      userId: member.userId,
      reviewOverdue: false,
      today: dayOf(now),
    });
    return {
      rows: rows.toSorted(inQueueOrder).map(({ number, ownerId, roles, total: _, ...row }) => ({
        ...row,
        key: riskKey(number),
        mayReview: whyNotWorkOn({ ownerId }, { ...member, roles }) === null,
      })),
      total: rows[0]?.total ?? 0,
    };
  },
});
