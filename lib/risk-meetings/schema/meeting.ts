import * as z from "zod";
import { riskId } from "@/lib/kernel/ids";
import { knowledgeStrengths, listWorkspaceRisksInput, riskStatuses } from "@/lib/risks/schema";

const instant = (label: string) =>
  z.iso.datetime({ error: `${label} needs an instant such as 2026-11-30T09:00:00.000Z.` });

const since = instant("The beginning of the meeting");

/** Which risks a meeting goes through: the filters of the register, and no page of it. */
const chosen = listWorkspaceRisksInput.omit({
  cursor: true,
  limit: true,
  sort: true,
  reviewOverdue: true,
});

export const meetingQueueInput = chosen.extend({
  /** "due" looks at what is due today, "all" at every risk that is not closed. */
  extent: z.enum(["due", "all"]).default("due"),
  since,
});

export const meetingReviewsInput = chosen
  .pick({
    workspaceId: true,
    projectId: true,
    category: true,
    treatment: true,
    source: true,
    gateId: true,
    ownerId: true,
    stageId: true,
    stageNumber: true,
  })
  .extend({ since, until: instant("The end of the meeting").optional() });

const place = z.object({ likelihood: z.number(), impact: z.number() });
const shaded = place.extend({ score: z.number(), shade: z.number() });

const queuedRisk = z.object({
  id: z.uuid(),
  key: z.string(),
  title: z.string(),
  projectKey: z.string(),
  score: z.number(),
  shade: z.number(),
  reviewDueOn: z.iso.date().nullable(),
  /** Leads and risk reviewers review every risk of their project, others the ones they own. */
  mayReview: z.boolean(),
});
export type QueuedRisk = z.infer<typeof queuedRisk>;

export const meetingQueueView = z.object({
  /** Not reviewed since the meeting began, in the order they are taken. */
  rows: z.array(queuedRisk),
  /** More than are listed where a meeting would take days. */
  total: z.number(),
});

const meetingReview = z.object({
  id: z.uuid(),
  riskId: z.uuid(),
  key: z.string(),
  title: z.string(),
  projectId: z.uuid(),
  projectKey: z.string(),
  projectName: z.string(),
  status: z.enum(riskStatuses),
  isStillTrue: z.boolean(),
  /** Null where no earlier level is on record. */
  before: shaded.nullable(),
  after: shaded,
  knowledge: z.enum(knowledgeStrengths),
  note: z.string(),
  evidenceId: z.uuid().nullable(),
  evidenceTitle: z.string().nullable(),
  nextDueOn: z.iso.date().nullable(),
  byId: z.uuid(),
  byName: z.string(),
  at: z.iso.datetime(),
});
export type MeetingReview = z.infer<typeof meetingReview>;

/** What was recorded between two instants, the earliest first. */
export const meetingReviewsView = z.object({
  rows: z.array(meetingReview),
  /** More than are listed. */
  total: z.number(),
});

export const reviewOptionsInput = z.strictObject({ riskId });

export const reviewOptionsView = z.object({
  last: z
    .object({
      isStillTrue: z.boolean(),
      ...place.shape,
      note: z.string(),
      evidenceTitle: z.string().nullable(),
      byName: z.string(),
      at: z.iso.datetime(),
    })
    .nullable(),
  /** Standing evidence of the project, the newest first. */
  evidence: z.array(z.object({ id: z.uuid(), title: z.string(), effectiveOn: z.iso.date() })),
});
export type ReviewOptionsView = z.infer<typeof reviewOptionsView>;
