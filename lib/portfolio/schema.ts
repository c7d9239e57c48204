import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";
import { projectId, userId, workspaceId } from "@/lib/kernel/ids";
import { pageInput, pageOf } from "@/lib/kernel/page-cursor";
import { strictnessLevels } from "@/lib/playbooks/schema";
import { projectStatuses } from "@/lib/projects/schema";
import { matrixView } from "@/lib/risks/schema/matrix";

export const gateStates = [
  "locked",
  "ready",
  "in_review",
  "passed",
  "passed_with_conditions",
  "changes_requested",
  "rejected",
  "waived",
  "lapsed",
] as const;

export const healthStates = ["on_track", "at_risk", "off_track", "paused"] as const;
const stageStates = ["not_started", "active", "done", "tailored_out"] as const;
export const taskStates = ["todo", "doing", "done", "blocked", "tailored_out"] as const;

/** What a team waits for at a gate, as one word of the address. */
export const gateFilters = ["open", "ready", "in_review", "overdue"] as const;

export const portfolioSorts = ["due", "name", "slip", "risk"] as const;
export type PortfolioSort = (typeof portfolioSorts)[number];

const filters = {
  status: z.enum([...projectStatuses, "all"]).default("active"),
  health: z.enum(healthStates).optional(),
  stage: z.number().int().min(1).max(99).optional(),
  gate: z.enum(gateFilters).optional(),
  ownerId: userId.optional(),
  unit: z.string().max(120).optional(),
  search: z.string().trim().max(120).optional(),
  waitingOnMe: z.boolean().default(false),
  offPlan: z.boolean().default(false),
};

export const listPortfolioInput = z.strictObject({
  workspaceId,
  ...filters,
  sort: z.enum(portfolioSorts).default("due"),
  ...pageInput,
});
export type ListPortfolioInput = z.output<typeof listPortfolioInput>;

const person = z.object({ id: z.uuid(), name: z.string() });
const health = z.object({ state: z.enum(healthStates), reason: z.string() });
export type HealthView = z.infer<typeof health>;

const loop = z.object({
  fromIndex: z.number(),
  toIndex: z.number(),
  iteration: z.number(),
  who: z.string(),
  at: z.string(),
  reason: z.string(),
});

/** As much of a trail as one row can show. */
const miniTrailView = z.object({
  stages: z.array(
    z.object({
      id: z.uuid(),
      number: z.number(),
      name: z.string(),
      state: z.enum(stageStates),
      /** Share of the estimated work done, 0 to 1. */
      share: z.number(),
      isBlocked: z.boolean(),
      gate: z.object({ id: z.uuid(), state: z.enum(gateStates) }).nullable(),
    }),
  ),
  position: z.number(),
  planPosition: z.number().nullable(),
  loops: z.array(loop),
});
export type MiniTrailView = z.infer<typeof miniTrailView>;

const portfolioRowView = z.object({
  id: z.uuid(),
  key: z.string(),
  name: z.string(),
  status: z.enum(projectStatuses),
  strictness: z.enum(strictnessLevels),
  unit: z.string(),
  iteration: z.number(),
  owner: person,
  myRoles: z.array(z.enum(projectRoles)),
  health,
  slipDays: z.number(),
  /** Stage the work is in, the last one when everything is done; 0 without stages. */
  stageNumber: z.number(),
  trail: miniTrailView,
  nextGate: z
    .object({
      id: z.uuid(),
      code: z.string(),
      name: z.string(),
      state: z.enum(gateStates),
      dueOn: z.iso.date(),
      isOverdue: z.boolean(),
    })
    .nullable(),
  topRisk: z
    .object({
      id: z.uuid(),
      key: z.string(),
      title: z.string(),
      score: z.number(),
      shade: z.number(),
      isAboveAppetite: z.boolean(),
    })
    .nullable(),
});
export type PortfolioRowView = z.infer<typeof portfolioRowView>;
export const portfolioView = pageOf(portfolioRowView);

export const workspaceRef = z.strictObject({ workspaceId });
export const projectRef = z.strictObject({ projectId });

export const portfolioSummaryView = z.object({
  workspaceName: z.string(),
  projects: z.object({
    all: z.number(),
    active: z.number(),
    paused: z.number(),
    closed: z.number(),
    waitingOnMe: z.number(),
    offPlan: z.number(),
  }),
  gates: z.object({ ready: z.number(), inReview: z.number(), overdue: z.number() }),
  overdueRisks: z.number(),
  overdueConditions: z.number(),
  /** Days each overdue matter is late, the latest first, ten at most. */
  overdueDays: z.array(z.number()),
  risks: z.object({ aboveAppetite: z.number(), projects: z.number() }),
  matrix: matrixView,
  heatMap: z.array(z.object({ likelihood: z.number(), impact: z.number(), count: z.number() })),
  stages: z.array(z.object({ number: z.number(), projects: z.number() })),
  units: z.array(z.string()),
  owners: z.array(person),
});
export type PortfolioSummaryView = z.infer<typeof portfolioSummaryView>;

export const searchProjectsInput = z.strictObject({
  workspaceId,
  text: z.string().trim().max(120).default(""),
});
export const projectHitsView = z.object({
  rows: z.array(
    z.object({
      id: z.uuid(),
      key: z.string(),
      name: z.string(),
      unit: z.string(),
      status: z.enum(projectStatuses),
    }),
  ),
});
export type ProjectHitsView = z.infer<typeof projectHitsView>;

const gateOfTrail = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  state: z.enum(gateStates),
  dateOn: z.iso.date().nullable(),
  slipDays: z.number().nullable(),
  href: z.string(),
  label: z.string(),
});

const trailView = z.object({
  stages: z.array(
    z.object({
      id: z.uuid(),
      number: z.number(),
      name: z.string(),
      group: z.string(),
      href: z.string(),
      tasks: z.array(z.object({ id: z.uuid(), progress: z.number(), state: z.enum(taskStates) })),
      state: z.enum(stageStates),
      note: z.string(),
      planStartOn: z.iso.date().nullable(),
      planEndOn: z.iso.date().nullable(),
      gate: gateOfTrail.nullable(),
    }),
  ),
  position: z.number(),
  planPosition: z.number().nullable(),
  slipDays: z.number(),
  paused: z.boolean(),
  loops: z.array(loop),
});

export const projectFrameView = z.object({
  id: z.uuid(),
  workspaceId: z.uuid(),
  workspaceName: z.string(),
  key: z.string(),
  name: z.string(),
  summary: z.string(),
  unit: z.string(),
  status: z.enum(projectStatuses),
  statusReason: z.string(),
  strictness: z.enum(strictnessLevels),
  playbook: z.object({ name: z.string(), number: z.number() }),
  iteration: z.number(),
  owner: person,
  myRoles: z.array(z.enum(projectRoles)),
  isPinned: z.boolean(),
  /** Who can be mentioned, asked for or given work, longest in the project first. */
  people: z.array(person.extend({ roles: z.array(z.enum(projectRoles)) })),
  health,
  trail: trailView,
  /** Stage the work is in. */
  currentStageId: z.uuid().nullable(),
  nextGate: gateOfTrail.nullable(),
  whyNotRequest: z.string().nullable(),
  whyNotLog: z.string().nullable(),
  counts: z.object({
    gatesWaiting: z.number(),
    openRisks: z.number(),
    risksAboveAppetite: z.number(),
    evidence: z.number(),
    entries: z.number(),
  }),
});
export type ProjectFrameView = z.infer<typeof projectFrameView>;

export const workspaceFrameInput = z.strictObject({ workspaceId: z.uuid().optional() });

export const workspaceFrameView = z.object({
  me: z.object({
    id: z.uuid(),
    name: z.string(),
    title: z.string(),
    timeZone: z.string(),
    singleKeys: z.boolean(),
  }),
  /** Null for somebody who is in no workspace any more. */
  workspace: z
    .object({
      id: z.uuid(),
      name: z.string(),
      role: z.enum(["owner", "admin", "member", "auditor"]),
      isDemo: z.boolean(),
    })
    .nullable(),
  workspaces: z.number(),
  counts: z.object({
    myWork: z.number(),
    risksAboveAppetite: z.number(),
    unreadNotices: z.number(),
  }),
  pinned: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      gate: z.object({ code: z.string(), name: z.string(), state: z.enum(gateStates) }).nullable(),
    }),
  ),
});
export type WorkspaceFrameView = z.infer<typeof workspaceFrameView>;
