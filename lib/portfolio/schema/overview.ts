import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";
import { criterionStatuses } from "@/lib/gates/schema";
import { stageId } from "@/lib/kernel/ids";
import { gateStates, projectRef, taskStates } from "@/lib/portfolio/schema";
import { riskTreatments } from "@/lib/risks/schema";
import { matrixView } from "@/lib/risks/schema/matrix";

export const projectOverviewInput = projectRef.extend({
  /** The stage to show; the one the work is in unless told. */
  stageId: stageId.optional(),
});

const overviewTask = z.object({
  id: z.uuid(),
  number: z.number(),
  name: z.string(),
  status: z.enum(taskStates),
  assignee: z.string().nullable(),
  loggedDays: z.number(),
  estimateDays: z.number(),
  dueOn: z.iso.date().nullable(),
  toRecheck: z.boolean(),
});

const deliverable = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(["document", "form", "evidence", "case_field"]),
  mandatory: z.boolean(),
  isMet: z.boolean(),
  /** The newest living evidence. */
  evidence: z.object({ id: z.uuid(), title: z.string(), revision: z.number() }).nullable(),
});

const readiness = z.object({
  gate: z.object({
    id: z.uuid(),
    code: z.string(),
    name: z.string(),
    state: z.enum(gateStates),
  }),
  met: z.number(),
  of: z.number(),
  criteria: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      status: z.enum(criterionStatuses),
      /** What was found: "0.842", "3 of 5 tasks". */
      finding: z.string().nullable(),
      href: z.string().nullable(),
    }),
  ),
  approvals: z.array(
    z.object({
      role: z.enum(projectRoles),
      orRoles: z.array(z.enum(projectRoles)),
      quorum: z.union([z.number(), z.literal("all")]),
    }),
  ),
});
export type ReadinessView = z.infer<typeof readiness>;

export const projectOverviewView = z.object({
  stage: z
    .object({
      id: z.uuid(),
      number: z.number(),
      name: z.string(),
      /** "day 12 of 14" */
      timing: z.string(),
      dueOn: z.iso.date(),
      tasks: z.array(overviewTask),
      deliverables: z.array(deliverable),
    })
    .nullable(),
  /** Null once every gate holds. */
  readiness: readiness.nullable(),
  log: z.object({
    inIteration: z.number(),
    entries: z.array(
      z.object({
        id: z.uuid(),
        on: z.iso.date(),
        author: z.string(),
        body: z.string(),
        task: z.object({ id: z.uuid(), name: z.string() }).nullable(),
      }),
    ),
  }),
  iterations: z.array(
    z.object({
      number: z.number(),
      openedOn: z.iso.date(),
      path: z.string(),
      reason: z.string(),
      outcome: z.string(),
      costDays: z.number(),
    }),
  ),
  risks: z.object({
    open: z.number(),
    aboveAppetite: z.number(),
    matrix: matrixView,
    rows: z.array(
      z.object({
        id: z.uuid(),
        number: z.number(),
        key: z.string(),
        title: z.string(),
        score: z.number(),
        likelihood: z.number(),
        impact: z.number(),
        shade: z.number(),
        treatment: z.enum(riskTreatments),
        dueOn: z.iso.date().nullable(),
      }),
    ),
  }),
  team: z.array(z.object({ id: z.uuid(), name: z.string(), roles: z.array(z.enum(projectRoles)) })),
});
export type ProjectOverviewView = z.infer<typeof projectOverviewView>;
