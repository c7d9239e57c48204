import "server-only";
import * as z from "zod";
import { whyNotByRole } from "@/lib/authz/refusal";
import { defineQuery } from "@/lib/execution/query";
import { dayOf } from "@/lib/kernel/calendar";
import { projectId } from "@/lib/kernel/ids";
import { strictnessLevels } from "@/lib/playbooks/schema";
import {
  type TailoredStage,
  whyNotDecideTailoring,
  whyNotInProject,
  whyNotTailorStage,
} from "@/lib/projects/policy";
import { projectStatuses } from "@/lib/projects/schema";
import { listMembers } from "@/lib/projects/store";
import { loadProjectPage } from "@/lib/projects/store/project-page";
import { projectScope } from "@/lib/projects/store/project-rows";
import { listStages } from "@/lib/projects/store/stages";

const stageRow = z.object({
  stageId: z.string(),
  number: z.number(),
  name: z.string(),
  group: z.string(),
  planStartOn: z.iso.date(),
  planEndOn: z.iso.date(),
  firstPlanStartOn: z.iso.date(),
  firstPlanEndOn: z.iso.date(),
  actualStartOn: z.iso.date().nullable(),
  actualEndOn: z.iso.date().nullable(),
  tailoredOutReason: z.string().nullable(),
  version: z.number(),
  whyNotTailor: z.string().nullable(),
});

const projectView = z.object({
  projectId: z.string(),
  workspaceId: z.string(),
  key: z.string(),
  name: z.string(),
  summary: z.string(),
  unit: z.string(),
  strictness: z.enum(strictnessLevels),
  status: z.enum(projectStatuses),
  statusReason: z.string(),
  iteration: z.number(),
  startOn: z.iso.date(),
  createdAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  owner: z.object({ userId: z.string(), name: z.string() }),
  playbook: z.object({
    playbookId: z.string(),
    key: z.string(),
    name: z.string(),
    versionId: z.string(),
    number: z.number(),
    /** What this strictness means, in the playbook's words. */
    strictnessSummary: z.string(),
    /** Newer published versions, newest first. */
    newer: z.array(z.object({ versionId: z.string(), number: z.number() })),
  }),
  stages: z.array(stageRow),
  isPinned: z.boolean(),
  version: z.number(),
  whyNotUpdate: z.string().nullable(),
  whyNotManagePeople: z.string().nullable(),
  whyNotPlan: z.string().nullable(),
  whyNotTailor: z.string().nullable(),
  whyNotGoBack: z.string().nullable(),
});

/** What the settings and people pages of a project show. */
export const getProject = defineQuery({
  name: "project.get",
  permission: "project:read",
  input: z.strictObject({ projectId }),
  output: projectView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}",
    summary: "Read a project: its settings, its plan and its playbook",
  },
  scope: projectScope,

  async fetch({ db, access, input: { projectId } }) {
    const { member } = access;
    const project = await loadProjectPage(db, { projectId, userId: member.userId });
    const { strictness, status } = project;
    const members = await listMembers(db, projectId);
    const stages = await listStages(db, projectId);
    const sponsors = members
      .filter(({ roles }) => roles.includes("sponsor"))
      .map(({ userId }) => userId);
    const livingStages = stages.filter((stage) => stage.tailoredOutAt === null).length;
    const tailoring = { strictness, status, sponsors, livingStages };
    const closed = whyNotInProject(project);
    return {
      projectId,
      workspaceId: project.workspaceId,
      key: project.key,
      name: project.name,
      summary: project.summary,
      unit: project.unit,
      strictness,
      status,
      statusReason: project.statusReason,
      iteration: project.iteration,
      startOn: dayOf(project.startOn),
      createdAt: project.createdAt.toISOString(),
      closedAt: project.closedAt?.toISOString() ?? null,
      owner: { userId: project.ownerId, name: project.ownerName },
      playbook: project.playbook,
      stages: stages.map((stage) => stageView(stage, tailoring, member)),
      isPinned: project.isPinned,
      version: project.version,
      whyNotUpdate: whyNotByRole(member, "project:write") ?? closed,
      whyNotManagePeople: whyNotByRole(member, "project:manage-people"),
      whyNotPlan: whyNotByRole(member, "stage:plan") ?? closed,
      whyNotTailor: whyNotDecideTailoring(member, tailoring),
      whyNotGoBack: whyNotByRole(member, "loop-back:write") ?? closed,
    };
  },
});

function stageView(
  stage: Awaited<ReturnType<typeof listStages>>[number],
  project: Omit<TailoredStage, "gate">,
  member: Parameters<typeof whyNotTailorStage>[0],
): z.infer<typeof stageRow> {
  const isOff = stage.tailoredOutAt !== null;
  const { id: stageId, number, name, group, version } = stage;
  return {
    stageId,
    number,
    name,
    group,
    planStartOn: dayOf(stage.planStartOn),
    planEndOn: dayOf(stage.planEndOn),
    firstPlanStartOn: dayOf(stage.firstPlanStartOn),
    firstPlanEndOn: dayOf(stage.firstPlanEndOn),
    actualStartOn: stage.actualStartOn === null ? null : dayOf(stage.actualStartOn),
    actualEndOn: stage.actualEndOn === null ? null : dayOf(stage.actualEndOn),
    tailoredOutReason: isOff ? stage.tailoredOutReason : null,
    version,
    whyNotTailor: isOff
      ? (whyNotByRole(member, "stage:tailor") ?? whyNotInProject(project))
      : whyNotTailorStage(member, { ...project, gate: stage.gates[0] ?? null }),
  };
}
